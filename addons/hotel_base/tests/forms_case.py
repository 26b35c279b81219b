from lxml import html


def _width(row):
    """Return how many columns the cells of a table's row fill."""
    return sum(int(cell.get("colspan", 1)) for cell in row if cell.tag in ("td", "th"))


class FormsCase:
    """Every form on paper of an addon is printed in both languages, and no row of a table is short of a cell.

    A test class takes this beside its case and gives `addon` and `_get_form_records()`. A form whose model is not among
    these records fails: each has to be seen once.
    """

    addon = None

    def _get_form_records(self):
        """Return {model: records to print}, with as much on them as a form may show."""
        raise NotImplementedError

    def test_every_form_prints_whole_in_both_languages(self):
        """M3, M4: each form of the addon, by its action."""
        self.env["res.lang"]._activate_lang("zh_CN")
        reports = self.env["ir.actions.report"].search(
            [("report_type", "=", "qweb-pdf"), ("report_name", "=like", f"{self.addon}.%")]
        )
        records = self._get_form_records()
        self.assertEqual(set(reports.mapped("model")) - {model for model, rows in records.items() if rows}, set(), "not tried")
        for report in reports:
            for lang in ("en_US", "zh_CN"):
                with self.subTest(report=report.report_name, lang=lang):
                    page = report.with_context(lang=lang)._render_qweb_html(report.report_name, records[report.model].ids)[0]
                    self._check_tables(html.fromstring(page))

    def _check_tables(self, page):
        for table in page.iter("table"):
            head = table.find("thead")
            if head is None or table.xpath(".//*[@rowspan]"):
                continue
            wide = max(map(_width, head.iter("tr")))
            for row in table.iter("tr"):
                self.assertEqual(_width(row), wide, " ".join(" ".join(row.itertext()).split()))
