"""The demo's great event: the appreciation dinner that a customer gives for its own customers."""

from datetime import datetime, time, timedelta

#: Days from today on which it is held, first and last hour on the hotel's clock.
AHEAD, FIRST, LAST = 12, 18, 21


def dinner(env):
    """Return the event order of the dinner; makes it where it does not stand yet.

    It comes from an enquiry and an offer that the customer signed. Every part of the demo hangs its own records on it.
    """
    order = env.ref("hotel_events.demo_dinner", raise_if_not_found=False)
    if order:
        return order
    company = env.ref("hotel_base.company_lakeside")
    customer = env["res.partner"].search([("ref", "=", "C1002")], limit=1) or env["res.partner"].create(
        {"name": "云帆科技 Yunfan Technology", "is_company": True, "phone": "+86 25 8455 1002", "city": "Nanjing"}
    )
    day = company._hotel_today() + timedelta(days=AHEAD)
    begin, end = (company._hotel_utc(datetime.combine(day, time(hour))) for hour in (FIRST, LAST))
    order = signed(env, customer, "云帆科技客户答谢晚宴 Appreciation dinner of Yunfan Technology", "dinner", begin, end, 300)
    order.contact_phone = "+86 138 0158 1002"
    env["ir.model.data"].create(
        {"module": "hotel_events", "name": "demo_dinner", "model": order._name, "res_id": order.id, "noupdate": True}
    )
    return order.with_user(env.user)


def signed(env, customer, title, kind, begin, end, guests, login="user_sales"):
    """Return the event order of an enquiry whose offer the customer signed."""
    offer = offered(env, customer, title, kind, begin, end, guests, login)
    # What was held already was ordered a month before.
    offer.sudo().write({"signed_by": customer.name, "signed_on": min(offer.create_date, begin - timedelta(days=30))})
    offer.sudo().action_confirm()
    return offer.sudo().hotel_event_order_ids


def offered(env, customer, title, kind, begin, end, guests, login="user_sales"):
    """Return the offer that a salesperson made of an enquiry, with the package of its kind, sent to the customer."""
    company = env.ref("hotel_base.company_lakeside")
    sales = env.ref(f"hotel_base.{login}")
    lead = env["crm.lead"].with_user(sales).with_context(allowed_company_ids=company.ids).create(
        {
            "name": title,
            "type": "opportunity",
            "company_id": company.id,
            "partner_id": customer.id,
            "hotel_event_kind_id": env.ref(f"hotel_events.event_kind_{kind}").id,
            "hotel_event_begin": begin,
            "hotel_event_end": end,
            "hotel_event_guests": guests,
        }
    )
    lead.action_hotel_event_offer()
    offer = lead.hotel_event_offer_ids
    offer.state = "sent"
    return offer
