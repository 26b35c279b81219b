"""The demo's request that a customer signed in the portal: it waits for the GM, and the customer may take it back."""

from datetime import timedelta

from odoo.addons.hotel_credit.demo import papers

from .dinner import signed
from .orders import Orders

REASON = "因公司年度预算调整，培训改为线上举行。The budget of the year was cut, so we train online."


def tell(env):
    """Let the customer with the portal login ask to cancel a training; does nothing where it is asked already."""
    login = env.ref("hotel_credit.user_customer", raise_if_not_found=False)
    if login and not env["hotel.event.cancellation"].search_count([("filed_by_id", "!=", False)], limit=1):
        file(env, login)


def file(env, login):
    """Make the event with its deposit, ordered six days ago, and sign the request with the customer's own login."""
    story = Orders(env)
    firm = login.partner_id.commercial_partner_id
    order = story.agreed(signed(env, firm, "云帆科技管理培训 Management training of Yunfan", "training", *story.moments(35, 9, 17), 60))
    order.sudo().ordered_at -= timedelta(days=6)
    story.paid(order)
    own = env["hotel.event.cancellation"].with_user(login)
    order = own.env["hotel.event.order"].browse(order.id)
    shown = order._preview_request("cancel")._get_shown()
    values = {"kind": "cancel", "reason": REASON, "amount_wanted": 0.0, "shown": shown}
    own._file(order, login.name, papers.specimen("customer"), values)
