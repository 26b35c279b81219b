"""The demo's great event: the appreciation dinner that a customer gives for its own customers."""

from datetime import datetime, time, timedelta

#: Days from today on which it is held, first and last hour on the hotel's clock.
AHEAD, FIRST, LAST = 12, 18, 21


def dinner(env):
    """Return the event order of the dinner; makes it where it does not stand yet.

    Every part of the demo hangs its own records on it.
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
    order = (
        env["hotel.event.order"]
        .with_user(env.ref("hotel_base.user_sales"))
        .with_company(company)
        .create(
            {
                "title": "云帆科技客户答谢晚宴 Appreciation dinner of Yunfan Technology",
                "kind_id": env.ref("hotel_events.event_kind_dinner").id,
                "company_id": company.id,
                "partner_id": customer.id,
                "date_begin": begin,
                "date_end": end,
                "guests_guaranteed": 300,
                "contact_phone": "+86 138 0158 1002",
            }
        )
    )
    env["ir.model.data"].create(
        {"module": "hotel_events", "name": "demo_dinner", "model": order._name, "res_id": order.id, "noupdate": True}
    )
    return order.with_user(env.user)
