from collections import defaultdict
from decimal import Decimal

from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from odoo.addons.hotel_base.rules import business_day

from ..rules.charge_reasons import AgreementFacts, SignerFacts, pick_agreement
from ..rules.charge_row import GuarantorFacts, OutletFacts
from ..rules.charge_values import REVENUE_KINDS, Fault, to_decimal

#: The agreement's columns in the order of `AgreementFacts`, then its overdue amounts by due date.
AGREEMENT_COLUMNS = SQL(
    """a.id, a.name, a.state, a.company_id, a.currency_id, cur.name AS currency, cur.decimal_places AS decimals,
       a.partner_id, a.commercial_partner_id AS firm_id, a.user_id, salesperson.name AS salesperson,
       a.date_start, a.date_end, a.terminated_on, a.limit_mode = 'unlimited' AS unlimited,
       COALESCE(a.monthly_limit, 0) AS monthly_limit, a.overdue_policy,
       ARRAY(SELECT rel.hotel_outlet_id FROM hotel_credit_agreement_hotel_outlet_rel rel
              WHERE rel.hotel_credit_agreement_id = a.id) AS outlet_ids"""
)
AGREEMENT_JOINS = SQL(
    """LEFT JOIN res_currency cur ON cur.id = a.currency_id
       LEFT JOIN res_users u ON u.id = a.user_id
       LEFT JOIN res_partner salesperson ON salesperson.id = u.partner_id"""
)


class HotelChargeFacts(models.Model):
    """What the judgement of charges needs, gathered in a few indexed queries for a whole list of rows.

    Plain SQL, because a till's budget is 12 queries and 15 ms. Called on the short cursor, under sudo.
    """

    _inherit = "hotel.charge"

    def _find_outlets(self, rows, company_ids, source):
        """Set outlet and business date of each row, or a fault.

        :raise AccessError: the caller is no cashier of an outlet that names its cashiers
        """
        self.env.cr.execute(
            SQL(
                """SELECT o.id, o.code, o.company_id, o.trusted_signatures, o.day_end_hour, c.hotel_tz, cur.decimal_places,
                          NOT EXISTS (SELECT FROM hotel_outlet_cashier_rel r WHERE r.outlet_id = o.id)
                          OR EXISTS (SELECT FROM hotel_outlet_cashier_rel r WHERE r.outlet_id = o.id AND r.user_id = %s)
                     FROM hotel_outlet o
                     JOIN res_company c ON c.id = o.company_id
                     JOIN res_currency cur ON cur.id = c.currency_id
                    WHERE o.active AND o.code = ANY(%s) AND o.company_id = ANY(%s)""",
                self.env.uid,
                list({row.request.outlet for row in rows if row.request.outlet}),
                company_ids,
            )
        )
        by_code, now = defaultdict(list), fields.Datetime.now()
        for outlet_id, code, company_id, trusted, day_end, tz, decimals, is_cashier in self.env.cr.fetchall():
            open_day = business_day.business_date(now, tz, day_end)
            by_code[code].append(OutletFacts(outlet_id, code, company_id, trusted, open_day, decimals, is_cashier))
        any_outlet = self._may_charge_everywhere()
        any_date = source in ("import", "api") or self.env.user._is_superuser()
        for row in rows:
            if not row.request.outlet:
                continue
            found = by_code.get(row.request.outlet, [])
            # The company that the caller works in comes first; elsewhere the code has to be the only one.
            found = [outlet for outlet in found if outlet.company_id == company_ids[0]] or found
            if len(found) != 1:
                row.faults.append(Fault("outlet", row.request.outlet, "ambiguous_outlet" if found else "unknown_outlet"))
                continue
            row.outlet = found[0]
            if not (row.outlet.may_use or any_outlet):
                raise AccessError(
                    self.env._(
                        "You are no cashier of outlet %(outlet)s. Ask the manager to add you to its cashiers.",
                        outlet=row.outlet.code,
                    )
                )
            row.day = row.request.business_date or row.outlet.open_day
            if row.day > row.outlet.open_day:
                row.faults.append(Fault("business_date", row.day, "future_date", {"day": row.outlet.open_day}))
            elif row.day < row.outlet.open_day and not any_date:
                row.faults.append(Fault("business_date", row.day, "closed_day", {"day": row.outlet.open_day}))

    def _may_charge_everywhere(self):
        """Return whether the caller is bound to no outlet's list of cashiers: finance, machines, the system."""
        user = self.env.user
        return user._is_superuser() or any(
            user.has_group(group) for group in ("hotel_base.group_finance", "hotel_base.group_integration")
        )

    def _find_repeats(self, rows):
        """D5: set the slip of each row whose reference is known: repeated, or conflict when the content differs."""
        rows = [row for row in rows if row.reference and row.passes]
        if not rows:
            return
        known = {
            (slip["outlet_id"], slip["external_ref"]): slip
            for slip in self._read_slips(
                SQL(
                    "JOIN unnest(%s::int[], %s::text[]) AS k(outlet_id, ref)"
                    " ON ch.outlet_id = k.outlet_id AND ch.external_ref = k.ref",
                    [row.reference[0] for row in rows],
                    [row.reference[1] for row in rows],
                )
            )
        }
        for row in rows:
            slip = known.get(row.reference)
            if slip:
                row.charge, row.repeated = slip, True
                row.conflict = not self._is_same_content(row.request, slip)

    def _read_slips(self, joins):
        """Return slips as plain dicts, with the key of their counter; `joins` selects from `hotel_charge ch`."""
        return self.env.execute_query_dict(
            SQL(
                """SELECT ch.id, ch.name, ch.state, ch.outlet_id, ch.external_ref, ch.business_date, ch.amount, ch.cashier_id,
                          ch.company_id, ch.commercial_partner_id, ch.currency_id, cur.name AS currency,
                          cur.decimal_places AS decimals, ch.guarantor_approval_id,
                          p.ref AS customer, a.name AS agreement, s.code AS signer, %s
                     FROM hotel_charge ch
                     %s
                     JOIN res_currency cur ON cur.id = ch.currency_id
                     JOIN res_partner p ON p.id = ch.partner_id
                     JOIN hotel_credit_agreement a ON a.id = ch.agreement_id
                     LEFT JOIN hotel_credit_signer s ON s.id = ch.signer_id""",
                SQL(", ").join(SQL.identifier("ch", f"amount_{kind}") for kind in REVENUE_KINDS),
                joins,
            )
        )

    def _is_same_content(self, request, slip):
        """D5: return whether a repeated request asks for what the slip holds."""
        return (
            (not request.customer or request.customer == slip["customer"])
            and (not request.agreement or request.agreement == slip["agreement"])
            and request.signer == slip["signer"]
            and (not request.currency or request.currency == slip["currency"])
            and all(
                request.amounts.get(kind, Decimal(0)) == to_decimal(slip[f"amount_{kind}"]) for kind in REVENUE_KINDS
            )
        )

    def _find_agreements(self, rows):
        """Set customer, agreement and overdue amount of each row; what is not found stays None (no_agreement)."""
        by_customer = self._read_customers(rows)
        by_number = self._read_numbered_agreements(rows)
        for row in rows:
            request, company_id = row.request, row.outlet.company_id
            named = None
            if request.agreement:
                named = by_number.get((company_id, request.agreement))
                row.agreement_of_other_customer = False
                if not named:
                    continue
                row.agreement, row.partner_id = named, named.partner_id
            if request.customer:
                row.agreement = row.partner_id = None
                partner_id, firm_id, agreements = by_customer.get((company_id, request.customer), (None, None, []))
                if named:
                    row.agreement_of_other_customer = named.firm_id != firm_id
                    agreements = [] if row.agreement_of_other_customer else [named]
                row.agreement = pick_agreement(agreements, row.day)
                row.partner_id = partner_id
        self._find_overdue([row for row in rows if row.agreement])

    def _read_customers(self, rows):
        """Return {(company, reference): (partner, firm, agreements)}; any contact of a firm charges on its agreement.

        A row whose reference several firms bear gets a fault.
        """
        customers = {row.request.customer for row in rows if row.request.customer}
        if not customers:
            return {}
        companies = list({row.outlet.company_id for row in rows})
        found, firms = {}, defaultdict(set)
        for values in self.env.execute_query_dict(
            SQL(
                """SELECT p.id AS customer_id, p.ref, p.commercial_partner_id AS customer_firm_id,
                          p.company_id AS customer_company_id, %s
                     FROM res_partner p
                     LEFT JOIN hotel_credit_agreement a
                       ON a.commercial_partner_id = p.commercial_partner_id AND a.company_id = ANY(%s)
                     %s
                    WHERE p.active AND p.ref = ANY(%s) AND (p.company_id IS NULL OR p.company_id = ANY(%s))
                    ORDER BY p.id""",
                AGREEMENT_COLUMNS,
                companies,
                AGREEMENT_JOINS,
                list(customers),
                companies,
            )
        ):
            partner_id, ref, firm_id = values.pop("customer_id"), values.pop("ref"), values.pop("customer_firm_id")
            of_company = values.pop("customer_company_id")
            facts = self._agreement_facts(values) if values["id"] else None
            for company_id in companies if of_company is None else [of_company]:
                firms[company_id, ref].add(firm_id)
                agreements = found.setdefault((company_id, ref), (partner_id, firm_id, []))[2]
                if facts and facts.company_id == company_id and facts not in agreements:
                    agreements.append(facts)
        for row in rows:
            if len(firms.get((row.outlet.company_id, row.request.customer), ())) > 1:
                row.faults.append(Fault("customer", row.request.customer, "ambiguous_customer"))
        return found

    def _read_numbered_agreements(self, rows):
        """Return {(company, number): agreement}."""
        names = {row.request.agreement for row in rows if row.request.agreement}
        if not names:
            return {}
        found = self.env.execute_query_dict(
            SQL(
                "SELECT %s FROM hotel_credit_agreement a %s WHERE a.name = ANY(%s) AND a.company_id = ANY(%s)",
                AGREEMENT_COLUMNS,
                AGREEMENT_JOINS,
                list(names),
                list({row.outlet.company_id for row in rows}),
            )
        )
        return {(values["company_id"], values["name"]): self._agreement_facts(values) for values in found}

    def _agreement_facts(self, values):
        return AgreementFacts(
            **{
                **values,
                "monthly_limit": to_decimal(values["monthly_limit"]),
                "outlet_ids": frozenset(values["outlet_ids"]),
            }
        )

    def _find_overdue(self, rows):
        """D1: set what the firm owes past its due date on the day of the slip, unless the agreement ignores it."""
        firms = {
            (row.agreement.company_id, row.agreement.firm_id) for row in rows if row.agreement.overdue_policy != "ignore"
        }
        if not firms:
            return
        overdue = defaultdict(list)
        self.env.cr.execute(
            SQL(
                """SELECT m.company_id, m.commercial_partner_id, m.invoice_date_due, m.amount_residual
                     FROM account_move m
                    WHERE (m.company_id, m.commercial_partner_id) IN %s AND m.invoice_date_due < %s
                      AND m.move_type = 'out_invoice' AND m.state = 'posted' AND m.payment_state IN ('not_paid', 'partial')
                      AND m.amount_residual > 0""",
                tuple(firms),
                max(row.day for row in rows),
            )
        )
        for company_id, firm_id, due, residual in self.env.cr.fetchall():
            overdue[company_id, firm_id].append((due, to_decimal(residual)))
        for row in rows:
            dues = overdue.get((row.agreement.company_id, row.agreement.firm_id), ())
            row.overdue = sum((residual for due, residual in dues if due < row.day), Decimal(0))

    def _find_signers(self, rows):
        """C4: set the signer of each row by card code, among the signers of its agreement."""
        rows = [row for row in rows if row.request.signer]
        if not rows:
            return
        found = self.env.execute_query_dict(
            SQL(
                """SELECT id, code, name, agreement_id, valid_from, ended_on FROM hotel_credit_signer
                    WHERE agreement_id = ANY(%s) AND code = ANY(%s)
                    ORDER BY ended_on DESC NULLS FIRST, id DESC""",
                list({row.agreement.id for row in rows}),
                list({row.request.signer for row in rows}),
            )
        )
        signers = {}
        for values in found:
            signers.setdefault((values["agreement_id"], values["code"]), SignerFacts(**values))
        for row in rows:
            row.signer = signers.get((row.agreement.id, row.request.signer))

    def _find_guarantors(self, rows):
        """D2: set the guarantor's approval of each row that has no signer, and why it does not cover the charge."""
        rows = [row for row in rows if row.request.guarantor_approval and not row.request.signer]
        if not rows:
            return
        approvals = {
            approval.name: approval
            for approval in self.env["hotel.guarantor.approval"].search(
                [
                    ("name", "in", [row.request.guarantor_approval for row in rows]),
                    ("company_id", "in", [row.outlet.company_id for row in rows]),
                ]
            )
        }
        for row in rows:
            approval = approvals.get(row.request.guarantor_approval)
            if not approval or approval.company_id.id != row.outlet.company_id:
                row.guarantor_problems = [
                    self.env._("There is no approval %(number)s.", number=row.request.guarantor_approval)
                ]
                continue
            row.guarantor = GuarantorFacts(approval.id, approval.name)
            row.guarantor_problems = approval._charge_problems(row.agreement.id, row.request.total)
