"""The Lakeside Hotel calls about charging on account: the regulation is on, and the next planning finds its reasons."""


def tell(env):
    """Switch the regulation on; does nothing where it is."""
    company = env.ref("hotel_base.company_lakeside")
    regulation = env.ref("hotel_callback_credit.regulation_credit")
    rules = env["hotel.callback.rule"]
    if not rules.search_count([("regulation_id", "=", regulation.id), ("template", "=", False)], limit=1):
        head = env["res.users"].search([("login", "=", "sales_head")])
        regulation.with_user(head).with_context(allowed_company_ids=company.ids).action_switch_on()
