"""Reading option values without pydantic.

Typer from 0.29 on builds a pydantic adapter for each option of the command that runs: 0.1 s of CPU, more than all else
that a query does. Our options are words, numbers and switches, which need none. `lighten` hands Typer's parameters a
plain coercion where they have a place for one; other versions of Typer are left as they are.
"""

from __future__ import annotations

from typing import Any

import typer

#: Where Typer 0.29 keeps a parameter's coercion once it is built.
_PLACE = "_runtime_param"


class PlainCoercion:
    """Turns the words of the command line into a parameter's values.

    Args:
        number: whether the values are whole numbers.
        least: the smallest number allowed.
    """

    def __init__(self, *, number: bool, least: float | None) -> None:
        self.number = number
        self.least = least

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401 - Typer's seam
        """The value as the command gets it; raises BadParameter."""
        if param.multiple or param.nargs == -1:
            return [self._one(each, param, ctx) for each in value or ()]
        return None if value is None else self._one(value, param, ctx)

    def _one(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        if not self.number or isinstance(value, bool):
            return value
        try:
            number = int(value)
        except ValueError:
            raise typer.BadParameter(f"{value!r} is not a whole number.", ctx=ctx, param=param) from None
        if self.least is not None and number < self.least:
            raise typer.BadParameter(f"{number} is less than {self.least:g}.", ctx=ctx, param=param)
        return number


def lighten(command: Any) -> None:  # noqa: ANN401 - a command of Typer's own click
    """Gives every parameter of a command and its subcommands a plain coercion."""
    for param in command.params:
        _lighten_parameter(param)
    made = command.get_help_option  # makes `--help` when it is first asked for

    def get_help_option(ctx: Any) -> Any:  # noqa: ANN401
        return _lighten_parameter(made(ctx))

    command.get_help_option = get_help_option
    for each in getattr(command, "commands", {}).values():
        lighten(each)


def _lighten_parameter(param: Any) -> Any:  # noqa: ANN401
    if hasattr(param, _PLACE):
        annotation = param.type_descriptor.annotation
        setattr(param, _PLACE, PlainCoercion(number=annotation is int, least=getattr(param, "min", None)))
        if param.param_type_name == "argument":
            param.display_type_rich = _no_type  # help would say "QUESTION <list[str]>"
    return param


def _no_type(ctx: Any) -> None:  # noqa: ANN401, ARG001
    return None
