"""./hotel load within Odoo."""

import sys

from odoo.addons.hotel_credit.tools.load import run


def main(env, slips, customers):
    """Load a file of slips and bill it; see `run` for the figures that are returned."""
    figures = run(env, slips, customers, progress=lambda text: print(f"  {text}", file=sys.stderr, flush=True))
    env.cr.commit()
    return figures
