from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ..rules import dunning
from ..tools.numbers import take_numbers

#: Unpaid items of a company's hotel customers that are due for a notice on a day: past their due date by a working day,
#: and no notice yet that says when the next one comes, or that day has come.
DUE = """
      FROM account_move_line item
      JOIN account_account account ON account.id = item.account_id AND account.account_type = 'asset_receivable'
      JOIN account_move move ON move.id = item.move_id AND move.move_type = 'out_invoice'
     WHERE item.company_id = %(company)s AND item.parent_state = 'posted' AND item.reconciled IS NOT TRUE
       AND item.amount_residual_currency > 0 AND item.date_maturity < %(workday)s AND (%(ours)s)
       AND NOT EXISTS (SELECT FROM hotel_dunning_line dunned WHERE dunned.item_id = item.id AND dunned.next_on > %(day)s)
"""


class HotelDunning(models.AbstractModel):
    """G1, G2: issues the notices of a day and finds those that stay unanswered. Set-based, never commits."""

    _name = "hotel.dunning"
    _description = "Dunning"

    # ------------------------------------------------------------------ what is due

    @api.model
    def _get_sources(self):
        """Return {field of a notice: field of a journal item} of the documents that receivables come from.

        An item with any of them is dunned; those with the same ones share a notice. Others extend it.
        """
        return {"agreement_id": "hotel_agreement_id", "temporary_credit_id": "hotel_temporary_credit_id"}

    @api.model
    def _count_due(self, company, day):
        """Return the number of unpaid items for which a notice is due on `day`."""
        [row] = self._query_due(SQL("SELECT COUNT(*) AS count"), company, day)
        return row["count"]

    def _query_due(self, select, company, day, tail=SQL()):  # noqa: B008 (SQL is immutable)
        for model in ("account.move", "account.move.line", "hotel.dunning.line"):
            self.env[model].flush_model()
        ours = SQL(" OR ").join(SQL("item.%s IS NOT NULL", SQL.identifier(name)) for name in self._get_sources().values())
        where = SQL(DUE, company=company.id, workday=self._get_last_workday(company, day), day=day, ours=ours)
        return self.env.execute_query_dict(SQL("%s %s %s", select, where, tail))

    def _get_last_workday(self, company, day):
        """Return the last working day up to `day`: what was due before it is past by a working day."""
        workdays = self.env["hotel.workdays"]
        return day if workdays.is_working_day(day, company) else workdays.add_working_days(day, -1, company)

    # ------------------------------------------------------------------ G1: issuing

    @api.model
    def _issue(self, run, limit):
        """G1: issue the notices for up to `limit` unpaid items that are due on the run's day.

        :return: number of items that are named; 0 when nothing is left
        """
        rows = self._get_rows(run, limit)
        if not rows:
            return 0
        today = run.company_id._hotel_today()
        self._plan(run, rows)
        groups = defaultdict(list)
        for row in rows:
            groups[self._get_group(row)].append(row)
        numbers = take_numbers(self.env, "hotel_credit.sequence_dunning_notice", len(groups), today)
        notices = self.env["hotel.dunning.notice"].create(
            [
                self._prepare_notice_vals(run, today, number, rows)
                for number, rows in zip(numbers, groups.values(), strict=True)
            ]
        )
        self.env["hotel.dunning.line"].create(
            [
                self._prepare_line_vals(notice, row)
                for notice, rows in zip(notices, groups.values(), strict=True)
                for row in rows
            ]
        )
        notices._ask_for_responses()
        return len(rows)

    def _get_rows(self, run, limit):
        """Return up to `limit` due items as dicts, those of one notice together."""
        sources = [SQL("item.%s", SQL.identifier(name)) for name in self._get_sources().values()]
        columns = SQL(", ").join([*sources, SQL("item.currency_id"), SQL("item.partner_id")])
        rows = self._query_due(
            SQL("SELECT item.id, item.move_id, item.date_maturity AS due, item.amount_residual_currency AS amount, %s", columns),
            run.company_id,
            run.day,
            SQL("ORDER BY %s, item.id LIMIT %s", columns, limit + 1),
        )
        if len(rows) <= limit:
            return rows
        # A notice that does not fit in whole is left to the next chunk, unless it is the only one.
        after = self._get_group(rows.pop())
        return [row for row in rows if self._get_group(row) != after] or rows

    def _get_group(self, row):
        """Return what items on one notice have in common: source documents, customer, currency."""
        return tuple(row[name] for name in (*self._get_sources().values(), "currency_id", "partner_id"))

    def _get_planned(self, item_ids):
        """Return {item id: (next_on, count of the last notice, whether it was paid)} of items that had a notice."""
        return {
            item: values
            for item, *values in self.env.execute_query(
                SQL(
                    """SELECT DISTINCT ON (line.item_id) line.item_id, line.next_on, line.count, line.settled_on IS NOT NULL
                         FROM hotel_dunning_line line
                        WHERE line.item_id IN %s
                     ORDER BY line.item_id, line.next_on DESC""",
                    tuple(item_ids),
                )
            )
        }

    def _plan(self, run, rows):
        """Put into each of `rows` when its notice was due, when the next one is, and its count in a row."""
        planned = self._get_planned([row["id"] for row in rows])
        firsts = self._get_first_days(run.company_id, {row["due"] for row in rows})
        interval = run.company_id.hotel_dunning_interval
        for row in rows:
            next_on, count, paid = planned.get(row["id"], (None, 0, False))
            row["due_on"], row["next_on"] = dunning.schedule(firsts[row["due"]], next_on, interval, run.day)
            row["count"] = 1 if paid else count + 1

    def _get_first_days(self, company, due_dates):
        """G1: return {due date: first working day after it}."""
        workdays = self.env["hotel.workdays"]
        return {due: workdays.add_working_days(due, 1, company) for due in due_dates}

    def _prepare_notice_vals(self, run, today, number, rows):
        due_on = min(row["due_on"] for row in rows)
        return {
            "name": number,
            "run_id": run.id,
            "company_id": run.company_id.id,
            "partner_id": rows[0]["partner_id"],
            "currency_id": rows[0]["currency_id"],
            **{name: rows[0][column] for name, column in self._get_sources().items()},
            "due_on": due_on,
            "issued_on": today,
            "late_days": dunning.late_days(due_on, today),
            "answer_by": dunning.answer_by(today, run.company_id.hotel_dunning_interval),
            "count": max(row["count"] for row in rows),
            "amount": sum(row["amount"] for row in rows),
        }

    def _prepare_line_vals(self, notice, row):
        return {
            "notice_id": notice.id,
            "item_id": row["id"],
            "move_id": row["move_id"],
            "due_date": row["due"],
            "due_on": row["due_on"],
            "next_on": row["next_on"],
            "count": row["count"],
            "amount": row["amount"],
        }

    # ------------------------------------------------------------------ G2: unanswered

    @api.model
    def _lapse(self, run, limit):
        """G2: mark up to `limit` notices as unanswered whose last day is over on the run's day; suspend agreements.

        :return: number of notices marked; 0 when nothing is left
        """
        notices = self.env["hotel.dunning.notice"].search(
            [
                ("company_id", "=", run.company_id.id),
                ("state", "=", "open"),
                ("unanswered_on", "=", False),
                ("answer_by", "<", run.day),
            ],
            limit=limit,
            order="answer_by, id",
        )
        notices.write({"unanswered_on": run.day})
        self._suspend(notices)
        return len(notices)

    def _suspend(self, notices):
        """G2: suspend the running agreements of which an item now has two unanswered notices in a row."""
        agreements = {agreement: agreement._get_to_suspend_for_dunning() for agreement in notices.agreement_id}
        lifted = self._get_lifted(self.env["hotel.credit.agreement"].union(*agreements.values()))
        to_suspend = defaultdict(set)
        histories = self._get_histories(notices.line_ids.filtered(lambda line: not line.settled_on).item_id.ids)
        for line in notices.line_ids:
            agreement = agreements.get(line.notice_id.agreement_id)
            history = histories.get(line.item_id.id, [])
            if agreement and dunning.suspends([row[:2] for row in history], lifted.get(agreement.id)):
                to_suspend[agreement] |= {number for _issued, _open, number in history[-dunning.UNANSWERED_IN_A_ROW :]}
        agreements = self.env["hotel.credit.agreement"].concat(*to_suspend)
        agreements._suspend_for_dunning({agreement.id: sorted(numbers) for agreement, numbers in to_suspend.items()})

    def _get_histories(self, item_ids):
        """Return {item id: [(issued_on, unanswered, number)]} of the notices whose last day is over, the oldest first."""
        self.env["hotel.dunning.notice"].flush_model()
        self.env["hotel.dunning.line"].flush_model()
        histories = defaultdict(list)
        for item, *values in self.env.execute_query(
            SQL(
                """SELECT line.item_id, notice.issued_on, notice.unanswered_on IS NOT NULL AND line.settled_on IS NULL, notice.name
                     FROM hotel_dunning_line line
                     JOIN hotel_dunning_notice notice ON notice.id = line.notice_id
                    WHERE line.item_id IN %s AND (notice.unanswered_on IS NOT NULL OR line.settled_on IS NOT NULL)
                 ORDER BY line.item_id, line.due_on, line.id""",
                tuple(item_ids) or (0,),
            )
        ):
            histories[item].append(tuple(values))
        return histories

    def _get_lifted(self, agreements):
        """Return {agreement id: local day on which a suspension for dunning was last lifted}."""
        groups = self.env["hotel.credit.suspension"]._read_group(
            [("agreement_id", "in", agreements.ids), ("kind", "=", "dunning"), ("lifted_at", "!=", False)],
            ["agreement_id"],
            ["lifted_at:max"],
        )
        return {agreement.id: agreement.company_id._hotel_local(instant).date() for agreement, instant in groups}

    # ------------------------------------------------------------------ G3: late warnings

    @api.model
    def _get_warnings(self, items):
        """G3: return {item id: (due_on, issued_on)} of the latest warning of each unpaid or once unpaid item.

        The latest is the one that came most days too late. A notice that was due and never issued (`issued_on` None)
        counts as late up to today.
        """
        warnings = {}
        for item, due_on, issued_on in self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (line.item_id) line.item_id, line.due_on, notice.issued_on
                     FROM hotel_dunning_line line
                     JOIN hotel_dunning_notice notice ON notice.id = line.notice_id
                    WHERE line.item_id IN %s
                 ORDER BY line.item_id, notice.issued_on - line.due_on DESC, line.due_on""",
                tuple(items.ids) or (0,),
            )
        ):
            warnings[item] = (due_on, issued_on)
        for company, unwarned in items.filtered(lambda item: item.id not in warnings).grouped("company_id").items():
            firsts = self._get_first_days(company, set(unwarned.mapped("date_maturity")))
            for item in unwarned:
                if firsts[item.date_maturity] < company._hotel_today():
                    warnings[item.id] = (firsts[item.date_maturity], None)
        return warnings
