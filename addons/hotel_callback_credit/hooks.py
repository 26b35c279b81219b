from odoo.addons.hotel_credit.rules.agreement_states import RUNNING


def post_init_hook(env):
    """Agreements that run already start callbacks like those that come later."""
    env["hotel.credit.agreement"].search([("state", "in", RUNNING)])._sync_callback_dates()
