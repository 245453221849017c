"""`vocpipe forget`: everything that is held on a customer, or on one person, is erased."""

from typing import Annotated

import typer

from vocpipe.cli.options import HERE, AuthorOption, WorkspaceOption
from vocpipe.errors import RightsError
from vocpipe.flows.records import mask_records
from vocpipe.rights.person import Person, Who
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell


def forget(
    customer: Annotated[str | None, typer.Option("--customer", help=tell("forget.customer"))] = None,
    email: Annotated[str | None, typer.Option("--email", help=tell("forget.email"))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=tell("forget.dry_run"))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=tell("forget.yes"))] = False,
    author: AuthorOption = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Show what is held on the person, ask, and erase it; the receipt is printed and kept."""
    from vocpipe.rights.forget import forget as forget_person  # the whole pipeline: other commands would wait for it
    from vocpipe.rights.forget import look_up

    place, who = Workspace(workspace).checked(), who_is_meant(customer, email)
    if dry_run or not yes:
        typer.echo("\n".join(_held(place, look_up(place, who))))
    if dry_run or not (yes or typer.confirm(tell("forget.confirm"))):
        typer.echo(tell("forget.nothing_erased"))
        return
    receipt = forget_person(place, who, author=author, elsewhere=mask_records)
    typer.echo("\n".join(receipt.lines()))


def who_is_meant(customer: str | None, email: str | None) -> Who:
    """Whom the options mean; raises RightsError unless just one of them is given."""
    if bool(customer and customer.strip()) == bool(email and email.strip()):
        raise RightsError(tell("forget.which"))
    return Who(customer, email)


def _held(workspace: Workspace, person: Person) -> list[str]:
    """What is held, in counts: who it is about is on the screen already."""
    from vocpipe.rights.exports import exports_of

    shared = sum(thread.is_shared for thread in person.threads)
    counts = {
        "customers": len(person.keys),
        "contact_of": len(person.contact_of),
        "feedback": len(person.feedback),
        "sentences": len(person.sentences),
        "threads": len(person.threads),
        "rows": len(person.rows),
        "exports": len(exports_of(workspace, person)),
    }
    lines = [tell(f"forget.held.{name}", n=n, shared=shared) for name, n in counts.items() if n]
    return [tell("forget.would"), *(f"  {line}" for line in lines)]
