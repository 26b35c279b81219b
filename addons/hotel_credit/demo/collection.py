"""The demo's chapter on collection (F3-F6): part payments, shortfalls in each state, money that waits at the bank."""

from datetime import timedelta

SHORTFALLS = (
    ("draft", "Two dinners were charged twice; finance still looks for the slips."),
    ("asked", "The signature on the slip of the 12th is not that of an authorised signer."),
    ("accepted", "The room rate promised to the customer was lower than the one charged."),
    ("declined", "The customer does not recognise a spa treatment."),
    ("withdrawn", "The customer had cut the bank's fee, and paid it after all."),
)


def tell(story):
    """Make the chapter in the hotel at the lake."""
    company = story.env.ref("hotel_base.company_lakeside")
    finance = story.env(user=story.users["finance"], context={"allowed_company_ids": company.ids}, su=False)
    invoices = finance["account.move"].search(
        [
            ("company_id", "=", company.id),
            ("move_type", "=", "out_invoice"),
            ("hotel_agreement_id", "!=", False),
            ("payment_state", "in", ("not_paid", "partial")),
        ],
        order="invoice_date_due, id",
    )
    shortfalls(story, finance, invoices)
    bank(story, finance, company, invoices)
    story.env.cr.commit()


def shortfalls(story, finance, invoices):
    """Name an employee who answers for a part of an invoice, once in each state."""
    for (state, reason), invoice in zip(SHORTFALLS, list(invoices) * len(SHORTFALLS), strict=False):
        liable = invoice.sudo().hotel_liable_ids[:1]
        employee = liable.with_company(invoice.company_id).employee_id
        if not employee:
            continue
        shortfall = finance["hotel.shortfall"].create(
            {
                "move_id": invoice.id,
                "amount": invoice.currency_id.round(min(invoice.amount_residual / 8, 260.0)),
                "employee_id": employee.id,
                "reason": reason,
            }
        )
        if state == "draft":
            continue
        shortfall.action_ask()
        if state == "accepted":
            shortfall.with_user(liable).action_accept()
        elif state == "declined":
            shortfall.with_user(liable).action_decline("The guest signed for it; the slip is in the folder of the month.")
        elif state == "withdrawn":
            shortfall.action_withdraw()


def bank(story, finance, company, invoices):
    """Lines of the bank's statement: one settled, one that names its invoice, one without partner, one that nobody knows."""
    journal = finance["account.journal"].sudo().search([("company_id", "parent_of", company.id), ("type", "=", "bank")], limit=1)
    open_ones = [invoice for invoice in invoices if invoice.amount_residual > 1000]
    if not journal or len(open_ones) < 3:
        return
    first, second, third = open_ones[:3]
    day = story.today - timedelta(days=1)
    Line = finance["account.bank.statement.line"].with_company(company)
    lines = Line.create(
        [
            {"journal_id": journal.id, "company_id": company.id, "date": day, "payment_ref": label, "amount": amount, **vals}
            for label, amount, vals in (
                ("货款 payment on account", 800.0, {"partner_id": first.commercial_partner_id.id}),
                (f"{second.name} part payment", 650.0, {"partner_id": second.commercial_partner_id.id}),
                ("转账 transfer", 500.0, {"partner_name": third.commercial_partner_id.name}),
                ("Cash deposit at the counter", 120.0, {}),
            )
        ]
    )
    lines[0].action_hotel_settle_oldest()
