"""What the attacks over RPC share: a hotel with a document of each kind of issue 3, attackers, and a picture of the tables."""

import base64
import json
from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.service.model import call_kw
from odoo.tests import HttpCase, new_test_user
from odoo.tools import SQL

from .agreement_case import pdf
from .liability_case import DEPARTURE, HotelLiabilityCommon
from .test_billing import APRIL, MARCH

#: Stands in every text of the documents; who must not read them must not get it in any answer.
SECRET = "Quicksilver"
#: Noon in Shanghai on a working day after all deadlines of March's invoice.
JUNE = "2026-06-01 04:00:00"
#: Tables of no document: what a request may leave behind without anything being stored.
TRACES = ("hotel_machine_key", "hotel_charge_period", "hotel_charge_void", "hotel_ageing_paper", "hotel_shortfall_decline")


class RpcCase(HotelLiabilityCommon, HttpCase):
    """March is billed, sent, disputed and dunned; a temporary credit, a claim, a shortfall and a hand-over are under way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.slip = cls._slip(date(2026, 3, 5), food=1000.0, beverage=713.37)
        with freeze_time(APRIL):
            cls._bill()
        cls.statement = cls.env["hotel.statement"].search([("agreement_id", "=", cls.agreement.id), ("month", "=", MARCH)])
        cls.invoice = cls.statement.move_id
        with freeze_time("2026-04-02 04:00:00"):
            cls.statement.with_user(cls.finance).action_mark_sent()
            cls.dispute = cls.statement.sudo()._dispute(
                cls.slip.sudo(), f"{SECRET} was not there", "Li Wei", "paper", cls.finance, [("proof.pdf", base64.b64decode(pdf(SECRET)))]
            )
            cls.allowance = cls.env["hotel.sales.allowance"].with_user(cls.finance).create(
                {"charge_id": cls.slip.id, "reason": f"{SECRET} dish", "amount_food": 17.17}
            )
        with freeze_time("2026-03-18 04:00:00"):
            cls.credit = cls._approved(reason=f"{SECRET} transfers later", departure_date=DEPARTURE, guest=f"{SECRET} guest")
        cls._dun_once()
        with freeze_time(JUNE):
            cls._claim_and_ask()
        cls._make_attackers()
        cls.env.flush_all()

    @classmethod
    def _dun_once(cls):
        with freeze_time("2026-04-26 17:00:00"):
            Run = cls.env["hotel.dunning.run"].sudo()
            for run in Run._prepare_due_runs().filtered(lambda each: each.company_id == cls.company):
                while run.state == "running":
                    run._work_chunk()
            hold = cls.env["hotel.payroll.hold.run"].with_user(cls.finance).create({"month": MARCH}).sudo()
            hold._start()
            while hold._work_chunk():
                pass
        cls.notice = cls.env["hotel.dunning.notice"].sudo().search([("agreement_id", "=", cls.agreement.id)], limit=1)
        cls.hold = cls.env["hotel.payroll.hold"].sudo().search([("credit_id", "=", cls.credit.id)])

    @classmethod
    def _claim_and_ask(cls):
        item = cls.invoice.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        cls.debt = cls.env["hotel.bad.debt"].with_user(cls.finance).create(
            {
                "partner_id": cls.firm.id,
                "ground": "insolvency",
                "description": f"{SECRET} has vanished",
                "line_ids": [Command.create({"item_id": item.id})],
                "evidence_ids": [Command.create({"kind": "ground", "name": f"{SECRET}.pdf", "file": pdf("ground")})],
            }
        )
        cls.debt.action_submit()
        cls.shortfall = cls.env["hotel.shortfall"].with_user(cls.finance).create(
            {
                "move_id": cls.invoice.id,
                "amount": 33.33,
                "employee_id": cls.employees[cls.sales].id,
                "reason": f"{SECRET} slip was lost",
            }
        )
        cls.shortfall.action_ask()
        cls.handover = cls.env["hotel.handover"].with_user(cls.hr).create(
            {"employee_id": cls.employees[cls.sales].id, "to_employee_id": cls.employees[cls.sales2].id, "note": SECRET}
        )

    @classmethod
    def _make_attackers(cls):
        """A branch's own people with every role, a customer's login, and the house's lowest roles."""
        cls.branch = cls.env["res.company"].sudo().create({"name": "Branch"})
        cls.stranger = new_test_user(
            cls.env,
            login="hotel_stranger",
            groups=",".join(
                f"hotel_base.group_{role}"
                for role in ("cashier", "sales_head", "department_head", "finance_head", "gm", "chairman", "auditor", "hr")
            ),
            company_id=cls.branch.id,
            company_ids=[Command.set(cls.branch.ids)],
        )
        cls.customer = new_test_user(cls.env, login="hotel_customer", groups="base.group_portal", name="Li Wei")
        cls.customer.partner_id.with_context(hotel_verification="Came in person").parent_id = cls.firm
        cls.rival = new_test_user(cls.env, login="hotel_rival", groups="base.group_portal", name="Rival")

    def setUp(self):
        super().setUp()
        frozen = freeze_time(JUNE)
        frozen.start()
        self.addCleanup(frozen.stop)

    # ------------------------------------------------------------------ the wire

    def _rpc(self, user, model, method, *args, **kwargs):
        """Call a method over /jsonrpc with the user's own login and password; return the decoded answer."""
        password = user.login + "x" * (8 - len(user.login))
        params = {
            "service": "object",
            "method": "execute_kw",
            "args": [self.env.cr.dbname, user.id, password, model, method, list(args), kwargs],
        }
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        return self.url_open("/jsonrpc", data=json.dumps(body), headers={"Content-Type": "application/json"}).json()

    def _call(self, user, model, method, *args, **kwargs):
        """Call a method as `_rpc` does, but without the wire, for sweeps of a thousand calls; return {result} or {error}."""
        env = self.env(user=user, su=False, context={})
        # A request finds an empty cache: what another user has read is not there.
        self.env.invalidate_all()
        savepoint = self.env.cr.savepoint()
        try:
            result = call_kw(env[model], method, json.loads(json.dumps(list(args))), {**kwargs, "context": {}})
            env.flush_all()
            savepoint.close(rollback=False)
            return {"result": result}
        except Exception as error:  # whatever refuses, refuses
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)
            return {"error": repr(error)}

    def _documents(self):
        """Return {model: a record of it} of what stands in the hotel's books (superuser mode)."""
        invoice, credit = self.invoice, self.credit.sudo()
        guarantee = credit.move_id.hotel_guarantee_ids[:1]
        records = (
            self.slip, self.statement, self.dispute, self.allowance, invoice, invoice.line_ids[:1], credit, credit.move_id,
            guarantee, guarantee.holder_ids, self.hold, self.hold.run_id, self.notice, self.notice.line_ids[:1],
            self.notice.response_ids[:1], self.notice.run_id, self.debt, self.debt.sudo().line_ids, self.debt.sudo().share_ids[:1],
            self.debt.sudo().evidence_ids, self.shortfall, self.handover, self.handover.sudo().line_ids[:1], self.agreement,
            self.statement.sudo().run_id,
        )  # fmt: skip
        return [record.sudo() for record in records if record]

    def _picture(self):
        """Return {table: (rows, hash)} of everything that an attack could reach, as the database has it."""
        self.env.flush_all()
        picture = {}
        for table in self._get_tables():
            self.env.cr.execute(
                SQL("SELECT COUNT(*), MD5(STRING_AGG(MD5(t::text), '' ORDER BY t::text)) FROM %s t", SQL.identifier(table))
            )
            picture[table] = self.env.cr.fetchone()
        return picture

    def _get_tables(self):
        own = {
            model._table
            for name, model in self.env.registry.items()
            if name.startswith("hotel.") and not model._abstract and model._auto and not model._transient
        }
        return sorted(own | {"account_move", "account_move_line", "account_partial_reconcile", "account_payment"})

    def _changes(self, before):
        """Return the tables that are not what they were."""
        self.env.invalidate_all(flush=False)
        now = self._picture()
        return sorted(table for table in now if now[table] != before[table])
