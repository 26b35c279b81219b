"""The customer club of the Lakeside Hotel: members in each tier, points that came and went, the year's events."""

from datetime import timedelta

from odoo import Command

MEMBERS = (("Song Jie 宋洁", 0), ("Deng Hao 邓浩", 2400), ("Anna Berg", 950), ("Lu Ming 陆明", 9200), ("He Fang 何芳", 340))
EVENTS = (
    (-60, "tasting", "Spring tea 春茶品鉴", 100), (-8, "talk", "Wine of Ningxia 宁夏葡萄酒", 80), (20, "festival", "Lantern evening 元宵灯会", 60),
    (75, "sport", "Walk around the lake 环湖健步", 50), (140, "charity", "Books for schools 图书义捐", 120),
)  # fmt: skip


def tell(env):
    """Make the records; does nothing where they stand already."""
    if env["hotel.club.member"].search_count([], limit=1):
        return
    company = env.ref("hotel_base.company_lakeside")
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    users = {user.login: user for user in env["res.users"].search([])}
    today = company._hotel_today()
    members = env["hotel.club.member"]
    for number, (name, points) in enumerate(MEMBERS):
        partner = env["res.partner"].create({"name": name, "email": f"club{number}@example.com", "phone": f"+86 139 5190 20{number:02}"})
        member = members.with_user(users["sales"]).create({"partner_id": partner.id, "company_id": company.id, "user_id": users["sales"].id}).sudo()
        member._earn("business", "Stays and banquets of last year 去年住宿与宴会", points, partner)
        members |= member
    for days, kind, name, points in EVENTS:
        event = env["hotel.club.event"].with_user(users["sales"]).create({
            "name": name, "kind": kind, "date": today + timedelta(days=days), "points": points, "budget": 20 * points, "company_id": company.id,
            "place": "Lakeside terrace 湖畔露台", "user_id": users["sales"].id, "tier_ids": [Command.set([])],
        })  # fmt: skip
        event.action_invite()
        if days < 0:
            event.attendance_ids[:3].came = True
            event.action_held()
        if days < -30:
            event.evaluation = "Well liked; next year with fewer speeches. 反响好,明年少一些致辞。"
            event.action_award()
    redemption = env["hotel.club.redemption"].with_user(users["sales"])
    for position, reward in ((1, "dinner"), (3, "night")):
        record = redemption.create({"member_id": members[position].id, "reward_id": env.ref(f"hotel_club.reward_{reward}").id})
        if position == 1:
            record.action_give()
