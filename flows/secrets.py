"""Secrets of pulled sources in Prefect's blocks: `vocpipe-SOURCE-NAME`, of the type Secret."""

import re


def block_secret(source: str, name: str) -> str | None:
    """The secret in the block of a source; None if there is no such block."""
    from prefect.blocks.system import Secret

    try:
        value = Secret.load(block_name(source, name)).get()  # type: ignore[union-attr]
    except ValueError:  # what Prefect raises where there is none
        return None
    return str(value).strip() or None


def block_name(source: str, name: str) -> str:
    """The name of the block: Prefect allows small letters, digits and dashes."""
    return "-".join(["vocpipe", *(re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in (source, name))])
