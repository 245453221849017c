"""Which rows are about feedback that was deleted: by the vendor's rules, and by marks of databases and warehouses."""

from collections.abc import Sequence
from functools import cache

from vocpipe.collect.parsing.columns import code
from vocpipe.collect.tabular.names import listed
from vocpipe.collect.tabular.profile import Profile, Rule


def deletions(profile: Profile | None) -> Sequence[Rule]:
    """The vendor's rules, and the one for columns such as `_fivetran_deleted` or `deleted_at` in any table.

    Copies of a help desk's tables keep the rows that are gone from it.
    """
    return [*(profile.deleted if profile else ()), _marked()]


@cache
def _marked() -> Rule:
    return Rule(listed("deleted", "whole"), frozenset(map(code, listed("deleted", "values"))), dated=True)
