from babel.dates import format_skeleton

from odoo import fields
from odoo.tools.misc import babel_locale_parse, get_lang


def month_name(env, day, lang_code=None):
    """Return the month of `day` with its year, in the order of the language: "November 2026", "2026年11月"."""
    return format_skeleton("yMMMM", fields.Date.to_date(day), locale=babel_locale_parse(get_lang(env, lang_code).code))
