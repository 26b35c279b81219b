from collections import defaultdict

from odoo import models
from odoo.tools import SQL

from ..rules import charge_values
from ..rules.charge_reasons import RULE_OF


class HotelChargeAnswer(models.Model):
    """What a till is told: every reason in the caller's language, with its rule and who can help (D1)."""

    _inherit = "hotel.charge"

    def _answer(self, rows):
        """Return one answer (dict as of `authorise`) a row; `rows` are judged `ChargeRow`."""
        self = self._in_callers_language()
        persons = self._persons_of(rows)
        return [self._answer_one(row, persons) for row in rows]

    def _answer_one(self, row, persons):
        charge, agreement = row.charge, row.agreement
        granted = bool(charge) and not row.conflict
        if row.faults:
            reasons = [self._reason("malformed", "D8", self._fault_message(row), self.env._("whoever wrote the file"))]
        elif row.conflict:
            reasons = [
                self._reason("reference_conflict", "D5", self._conflict_message(row), self.env._("whoever sent the request"))
            ]
        else:
            reasons = [self._explain(row, code, params, persons) for code, params in row.reasons + row.warnings]
        currency = (charge or {}).get("currency") or (agreement and agreement.currency) or None
        decimals = (charge or {}).get("decimals") or (agreement and agreement.decimals) or 2
        return {
            "granted": granted,
            "charge": charge["name"] if granted else None,
            "state": charge["state"] if granted else None,
            "reasons": reasons,
            "remaining": None if row.remaining is None else round(float(row.remaining), decimals),
            "limit": None if row.limit is None else round(float(row.limit), decimals),
            "currency": currency,
            "repeated": row.repeated and granted,
        }

    def _in_callers_language(self):
        """Return self in the caller's own language, which XML-RPC and JSON-RPC do not send along."""
        if self.env.context.get("lang"):
            return self
        return self.with_context(lang=self.env["res.users"].context_get().get("lang") or "en_US")

    def _persons_of(self, rows):
        """Return {company id: {gm, finance_head, sales_head: name}} for rows that have something to explain."""
        companies = {row.outlet.company_id for row in rows if row.outlet and (row.reasons or row.warnings)}
        persons = defaultdict(dict)
        if companies:
            self.env.cr.execute(
                SQL(
                    """SELECT c.id, gm.name, finance.name, sales.name
                         FROM res_company c
                         LEFT JOIN (res_users g JOIN res_partner gm ON gm.id = g.partner_id) ON g.id = c.hotel_gm_id
                         LEFT JOIN (res_users f JOIN res_partner finance ON finance.id = f.partner_id)
                                ON f.id = c.hotel_finance_head_id
                         LEFT JOIN (res_users s JOIN res_partner sales ON sales.id = s.partner_id)
                                ON s.id = c.hotel_sales_head_id
                        WHERE c.id = ANY(%s)""",
                    list(companies),
                )
            )
            for company_id, gm, finance_head, sales_head in self.env.cr.fetchall():
                persons[company_id] = {"gm": gm, "finance_head": finance_head, "sales_head": sales_head}
        return persons

    def _reason(self, code, rule, message, who):
        return {"code": code, "rule": rule, "message": message, "who": who}

    def _explain(self, row, code, params, persons):
        """Return the reason for `code` as {code, rule, message, who}."""
        message = getattr(self, f"_message_{code}")(row, params)
        rule = "D12" if params.get("why") == "signature" else RULE_OF[code]
        return self._reason(code, rule, message, self._who_helps(row, code, params, persons[row.outlet.company_id]))

    # -- who can help ----------------------------------------------------------

    def _who_helps(self, row, code, params, persons):
        """Return who can help as a text: name and role, joined by semicolons."""
        salesperson = self._titled(row.agreement and row.agreement.salesperson, self.env._("responsible salesperson"))
        sales_head = self._titled(persons.get("sales_head"), self.env._("sales head"))
        finance_head = self._titled(persons.get("finance_head"), self.env._("finance head"))
        gm = self._titled(persons.get("gm"), self.env._("GM"))
        till = self.env._("the cashier or the machine that sent it")
        helpers = {
            "no_agreement": [sales_head, self.env._("a department head, for a temporary credit")],
            "agreement_not_active": [salesperson, finance_head],
            "agreement_outside_dates": [salesperson],
            "agreement_suspended": [finance_head, gm],
            "outlet_not_allowed": [salesperson],
            "signer_missing": [salesperson, gm],
            "signer_unknown": [salesperson],
            "signer_not_valid": [salesperson],
            "amount_invalid": [till],
            "currency_mismatch": [till],
            "over_limit": [salesperson, gm],
            "overdue_statement": [salesperson, finance_head],
        }
        return "; ".join(helpers[code])

    def _titled(self, name, role):
        return self.env._("%(name)s (%(role)s)", name=name, role=role) if name else role

    # -- reasons ---------------------------------------------------------------

    def _money(self, row, amount):
        """Return an amount as text, the same in every language and without a query: 1,234.50 CNY."""
        return f"{amount:,.{row.agreement.decimals}f} {row.agreement.currency}"

    def _day(self, day):
        return day.isoformat()

    def _message_no_agreement(self, row, params):
        if params.get("other"):
            return self.env._(
                "Agreement %(agreement)s is not an agreement of customer %(customer)s. Send one of the two alone.",
                agreement=row.request.agreement,
                customer=row.request.customer,
            )
        if row.request.agreement:
            return self.env._(
                "There is no agreement %(agreement)s at this hotel. Take another way of payment, or check the number.",
                agreement=row.request.agreement,
            )
        return self.env._(
            "Customer %(customer)s has no agreement to charge on account at this hotel. Take another way of payment.",
            customer=row.request.customer,
        )

    def _message_agreement_not_active(self, row, params):
        agreement = row.agreement
        if agreement.state == "to_sign":
            return self.env._("Agreement %(agreement)s is not signed and activated yet.", agreement=agreement.name)
        if agreement.state == "terminated":
            return self.env._(
                "Agreement %(agreement)s was terminated from %(day)s on.",
                agreement=agreement.name,
                day=self._day(agreement.terminated_on or agreement.date_end),
            )
        return self.env._("Agreement %(agreement)s has expired.", agreement=agreement.name)

    def _message_agreement_outside_dates(self, row, params):
        return self.env._(
            "Agreement %(agreement)s is valid from %(start)s to %(end)s; the charge is of %(day)s.",
            agreement=row.agreement.name,
            start=self._day(row.agreement.date_start),
            end=self._day(row.agreement.date_end),
            day=self._day(row.day),
        )

    def _message_agreement_suspended(self, row, params):
        return self.env._(
            "Agreement %(agreement)s is suspended. The suspension has to be lifted first.", agreement=row.agreement.name
        )

    def _message_outlet_not_allowed(self, row, params):
        return self.env._(
            "Agreement %(agreement)s does not allow charges at outlet %(outlet)s.",
            agreement=row.agreement.name,
            outlet=row.outlet.code,
        )

    def _message_signer_missing(self, row, params):
        message = self.env._(
            "No authorised signer was named. Without a signature the responsible salesperson has to guarantee the charge, "
            "approved by the GM."
        )
        return " ".join([message, *params.get("problems", ())])

    def _message_signer_unknown(self, row, params):
        return self.env._(
            "Signer %(signer)s is no authorised signer of agreement %(agreement)s.",
            signer=row.request.signer,
            agreement=row.agreement.name,
        )

    def _message_signer_not_valid(self, row, params):
        signer = row.signer
        if params["why"] == "signature":
            return self.env._(
                "It was not confirmed that the signature on the slip matches the specimen of %(name)s.", name=signer.name
            )
        if signer.ended_on and row.day >= signer.ended_on:
            return self.env._(
                "The authority of %(name)s to sign ended; from %(day)s on it is refused.",
                name=signer.name,
                day=self._day(signer.ended_on),
            )
        if signer.valid_from:
            return self.env._(
                "%(name)s may sign from %(day)s on, not before.", name=signer.name, day=self._day(signer.valid_from)
            )
        return self.env._("The notice that makes %(name)s a signer was not received yet.", name=signer.name)

    def _message_amount_invalid(self, row, params):
        return self.env._(
            "The amount %(amount)s is not positive. Enter at least one amount above zero and none below.",
            amount=params["amount"],
        )

    def _message_currency_mismatch(self, row, params):
        return self.env._(
            "The charge is in %(given)s, agreement %(agreement)s is in %(currency)s. Enter the amount in %(currency)s.",
            given=row.request.currency,
            agreement=row.agreement.name,
            currency=row.agreement.currency,
        )

    def _message_over_limit(self, row, params):
        return self.env._(
            "%(amount)s is above what is left of the month's limit: %(remaining)s. The responsible salesperson can ask "
            "for an increase of this month's limit.",
            amount=self._money(row, params["amount"]),
            remaining=self._money(row, params["remaining"]),
        )

    def _message_overdue_statement(self, row, params):
        return self.env._(
            "The customer owes %(amount)s past its due date.", amount=self._money(row, params["amount"])
        )

    # -- errors ------------------------------------------------------------------

    def _conflict_message(self, row):
        """D5: return why a request under a known reference is an error."""
        return self._in_callers_language().env._(
            "External reference %(reference)s of outlet %(outlet)s belongs to slip %(slip)s with other content. Send a new "
            "charge under a new reference, or the same content again.",
            reference=row.request.external_ref,
            outlet=row.outlet.code,
            slip=row.charge["name"],
        )

    def _fault_message(self, row):
        """Return the malformed values of a row, one a line: field, value and remedy."""
        self = self._in_callers_language()
        return "\n".join(
            self.env._(
                "%(field)s = %(value)s: %(remedy)s",
                field=self._shown(fault.field),
                value=self._shown(fault.value),
                remedy=self._remedies()[fault.code] % fault.params,
            )
            for fault in row.faults
        )

    def _shown(self, value):
        """Return a value as a short text for a message."""
        text = self.env._("(nothing)") if value is None else str(value)
        # Half characters (lone surrogates) pass JSON, but no answer can be encoded with them.
        text = charge_values.readable(text)
        return text if len(text) <= 60 else f"{text[:57]}..."

    def _remedies(self):
        """Return {code of a fault: what is wrong and what to do}."""
        return {
            "not_mapping": self.env._("send the fields of one charge by name, such as outlet, customer and amounts."),
            "unknown_key": self.env._("unknown field. Known are: %(known)s."),
            "missing": self.env._("it is missing. Send it."),
            "blank": self.env._("it is empty. Send a value, or leave the field out."),
            "not_text": self.env._("it is no plain text. Send letters and digits without control characters."),
            "too_long": self.env._("the text is too long. Send at most %(longest)s characters."),
            "not_flag": self.env._("it is neither true nor false. Send true or false."),
            "amounts_not_mapping": self.env._("send an amount for each revenue kind by name: %(known)s."),
            "unknown_kind": self.env._("unknown revenue kind. Known are: %(known)s."),
            "not_a_number": self.env._('it is no number. Send a number or a decimal text such as "120.50".'),
            "too_large": self.env._("the amount is too large. The largest is %(largest)s."),
            "too_many_decimals": self.env._("the currency has %(decimals)s decimals. Round the amount."),
            "not_a_date": self.env._("it is no date. Send it as YYYY-MM-DD."),
            "future_date": self.env._("the day has not come; the outlet's open day is %(day)s. Send that day or leave it out."),
            "closed_day": self.env._(
                "the outlet's open day is %(day)s, and only files and machines charge for another one. Leave it out."
            ),
            "unknown_outlet": self.env._("there is no such outlet at your hotel. Send the code of an outlet in use."),
            "ambiguous_outlet": self.env._("several of your hotels have this outlet. Work in one of them (allowed_company_ids)."),
            "ambiguous_customer": self.env._("several firms have this reference. Send the agreement's number instead."),
            "photo_not_base64": self.env._("the photo is not base64. Encode the picture's bytes as base64."),
            "photo_too_big": self.env._("the photo is larger than %(largest)s MiB. Make it smaller."),
            "photo_too_many_pixels": self.env._("the photo has more than %(largest)s million pixels. Make it smaller."),
            "photo_no_image": self.env._("the photo is no picture. Send one of: %(formats)s."),
        }
