"""./hotel load within Odoo."""

import sys
from functools import partial


def main(env, slips, customers, seed=None):
    """Load a file of slips and bill it, day by day if there is a seed; see the tools' `run` for the figures returned."""
    if seed is None:
        from odoo.addons.hotel_credit.tools.load import run
    else:
        from odoo.addons.hotel_credit.tools import load_months

        run = partial(load_months.run, seed=seed)
    figures = run(env, slips, customers, progress=lambda text: print(f"  {text}", file=sys.stderr, flush=True))
    env.cr.commit()
    return figures
