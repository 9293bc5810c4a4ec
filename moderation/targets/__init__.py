"""What moderation decides about: one module for each kind of target, and one row of this table."""

from collections.abc import Mapping
from types import MappingProxyType

from moderation.case import Target
from moderation.target import Means
from moderation.targets import held, name, post, request, title

TARGETS: Mapping[Target, Means] = MappingProxyType(
    {
        Target.POST: post,
        Target.HELD: held,
        Target.REQUEST: request,
        Target.TITLE: title,
        Target.NAME: name,
    }
)
