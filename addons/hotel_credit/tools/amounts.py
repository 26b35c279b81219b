"""Amounts as they come from forms, files and machines: refused by name before the ORM rounds them."""

import math

from odoo.exceptions import ValidationError

# More digits than money has: a slip of the keyboard, not a limit.
HIGHEST = 10**12


def check_amounts(records, vals, names):
    """Raise a ValidationError naming each of the fields `names` whose value in `vals` is no amount of money.

    An amount is a finite number from 0 to below 10^12; nothing (None, False) counts as 0.
    """
    wrong = {}
    for name in names & vals.keys():
        try:
            amount = float(vals[name] or 0)
        except (TypeError, ValueError):
            amount = math.nan
        if not 0 <= amount < HIGHEST:
            wrong[name] = vals[name]
    if wrong:
        env = records.env
        raise ValidationError(
            "\n".join(
                env._(
                    "%(field)s: %(value)s is no amount of money. Enter a number from 0 to below %(highest)s.",
                    field=records._fields[name]._description_string(env),
                    value=value,
                    highest=f"{HIGHEST:,}",
                )
                for name, value in wrong.items()
            )
        )
