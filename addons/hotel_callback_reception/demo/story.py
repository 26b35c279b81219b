"""A visitor of the Lakeside Hotel complained to the salesperson, who handed it in."""


def tell(env):
    """Make the visitor and the complaint; does nothing where they stand already."""
    company = env.ref("hotel_base.company_lakeside")
    entries = env["hotel.visitor.entry"]
    if entries.search_count([("complaint_id", "!=", False)], limit=1):
        return
    sales = env["res.users"].search([("login", "=", "sales")])
    entry = entries.with_user(sales).with_context(allowed_company_ids=company.ids).create({
        "name": "Shen Yan 沈燕", "firm": "Old Wall Antiques 城墙古玩", "phone": "+86 25 8450 1109", "company_id": company.id,
        "purpose": "Waited half an hour for the lift at the banquet 宴会当晚等电梯半小时",
        "kind_id": env.ref("hotel_reception.kind_complaint").id,
    })  # fmt: skip
    entry.action_complaint()
