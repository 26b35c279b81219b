"""The demo of events and callbacks: a lesson of the library that stands on the great dinner, ticked; customers after their events."""

from odoo.addons.hotel_events.demo.dinner import dinner

LESSON = {
    "name": "Goods lift stood still during a dinner",
    "what": "At 18:40 the only goods lift stopped; the main course came twenty-five minutes late.",
    "cause": "The lift was overloaded with table tops and chairs that were brought down during the service.",
    "measure": "Engineering freed the lift; the banquet kitchen served by the stairs.",
    "lesson": "Two goods lifts are kept free from an hour before the meal, and nothing is moved while it is served.",
}
LESSON_ZH = {
    "name": "晚宴期间货梯停运",
    "what": "18:40 唯一的货梯停运，主菜推迟二十五分钟。",
    "cause": "上菜期间仍用货梯搬运桌面和椅子，超载。",
    "measure": "工程部抢修，宴会厨房改走楼梯。",
    "lesson": "用餐前一小时起预留两部货梯，上菜期间不搬运物品。",
}


def tell(env):
    """Tell it once."""
    if env["hotel.event.lesson"].search_count([("avoided_at", "!=", False)], limit=1):
        return
    company = env.ref("hotel_base.company_lakeside")
    case = env["hotel.complaint.case"].create(
        {
            **LESSON,
            "event_kind_ids": [(6, 0, env.ref("hotel_events.event_kind_dinner").ids)],
            "event_room_ids": [(6, 0, env.ref("hotel_events.room_lotus").ids)],
        }
    )
    case.with_context(lang="zh_CN").write(LESSON_ZH)
    case.action_publish()
    order = dinner(env).with_user(env.ref("hotel_base.user_sales")).sudo(False).with_context(allowed_company_ids=company.ids)
    if order.state in ("draft", "issued"):
        order.action_look_for_lessons()
        lesson = order.lesson_ids.filtered(lambda each: each.case_id == case)
        lesson.how = "两部货梯 17:00 起由保安看管。Security keeps both lifts from 17:00."
        lesson.action_avoided()
    held = env["hotel.event.order"].search([("company_id", "=", company.id), ("state", "in", ("done", "settled"))])
    held._hotel_event_held()
    held.filtered(lambda each: each.state == "settled")._hotel_plan_first_callback()
