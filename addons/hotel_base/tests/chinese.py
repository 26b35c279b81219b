import re

from lxml import etree

from odoo.tests import TransactionCase
from odoo.tools.translate import TranslationImporter, get_po_paths

LANG = "zh_CN"
#: What a reader sees of an element besides its text.
SEEN = ("string", "placeholder", "title", "confirm", "sum", "avg", "help")
#: Views whose fields are shown with their labels.
LABELLED = {"form", "list", "search", "pivot", "graph", "calendar"}
#: Words that Chinese readers write in Latin letters.
LATIN = {"VIP", "PDF", "XLSX", "CSV", "JSON", "QR", "ID", "API", "URL", "IP", "UTF", "GB18030", "GBK", "SHA", "Tab"}


class ChineseCase(TransactionCase):
    """M4: what a Chinese user sees of an addon is Chinese, wherever the label comes from.

    A subclass names its addon and inherits one test. Looked at are the addon's own views as they are combined (fields of other
    addons that they show included), what it adds to views of others, the views that its actions and menus open, its
    menus and actions, and the names of the records that it delivers.
    """

    #: Technical name of the addon; none: this class itself tests nothing.
    chinese_addon = None
    #: Words that stay as they are, besides those of everybody.
    chinese_latin = frozenset()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.chinese_addon:
            return
        cls.env["res.lang"]._activate_lang(LANG)
        modules = cls.env["ir.module.module"].search([("state", "=", "installed")])
        importer = TranslationImporter(cls.env.cr)
        # Odoo's own views bring their own Chinese; those of the community may have none.
        cls.of_odoo = set(modules.filtered(lambda module: module.author == "Odoo S.A.").mapped("name"))
        for module in modules.filtered(lambda module: module.name.startswith("hotel_")):
            for path in get_po_paths(module.name, LANG):
                importer.load_file(path, LANG)
        importer.save(overwrite=True)
        cls.env.registry.clear_cache()
        cls.env = cls.env(context={**cls.env.context, "lang": LANG})

    def assert_addon_is_chinese(self):
        """Fail with every English word that a Chinese user of the addon would see, and where."""
        self.english = {}
        opened = [menu.action for menu in self._own("ir.ui.menu") if menu.action and menu.action._name == "ir.actions.act_window"]
        for action in self._own("ir.actions.act_window").union(*opened):
            self._look_at(action.name, f"action {action.name}")
            self._look_at_markup(action.help, f"action {action.name}")
            for view_id, mode in action.views if action.res_model in self.env else ():
                self._look_at_view(self.env["ir.ui.view"].browse(view_id or self.env["ir.ui.view"].default_view(action.res_model, mode)))
        for view in self._own("ir.ui.view"):
            if view.type == "qweb":
                self._look_at_template(view)
            elif view.mode == "primary" or not view.inherit_id:
                self._look_at_view(view)
            else:
                self._look_at_node(etree.fromstring(view.arch), self.env[view.model], f"{view.xml_id}", view.type)
        for menu in self._own("ir.ui.menu"):
            self._look_at(menu.name, f"menu {menu.complete_name}")
        self._look_at_records()
        found = [f"{word!r}: {place}" for word, place in sorted(self.english.items())]
        self.assertFalse(found, f"{len(found)} texts that a Chinese user sees in English")

    # ------------------------------------------------------------------ private

    def _own(self, model):
        rows = self.env["ir.model.data"].search([("module", "=", self.chinese_addon), ("model", "=", model)])
        return self.env[model].browse(rows.mapped("res_id")).exists()

    def _get_root(self, view):
        """Return the view that `view` extends in the end; none when that one is Odoo's own."""
        while view.mode != "primary" and view.inherit_id:
            view = view.inherit_id
        return view.filtered(lambda root: (root.xml_id or "").split(".")[0] not in self.of_odoo)

    def _look_at_view(self, view):
        root = self._get_root(view)
        if root:
            self._look_at_node(etree.fromstring(root.get_combined_arch()), self.env[root.model], root.xml_id or root.name, root.type)

    def _look_at_template(self, view):
        """Look at the texts of a page or a printed form."""
        root = self._get_root(view)
        for node in etree.fromstring(root.get_combined_arch() if root else view.arch).iter(etree.Element):
            # What stands within a field or an expression is an example, what runs in the browser is no text.
            shown = not {"t-field", "t-out", "t-esc", "t-raw"} & set(node.attrib) and node.tag not in ("script", "style", "attribute")
            for name in ("placeholder", "title", "aria-label", "alt"):
                self._look_at(node.get(name), view.xml_id)
            for text in (shown and node.text, node.tail):
                self._look_at(text, view.xml_id)

    def _look_at_node(self, node, model, place, kind):
        """Look at one element of a view of `model` and at what is in it."""
        if not isinstance(node.tag, str) or (node.tag == "attribute" and node.get("name") not in SEEN):
            return
        for hidden in ("invisible", "column_invisible"):
            if node.get(hidden) in ("1", "True", "true"):
                return
        if node.tag in ("list", "form", "kanban", "search", "graph", "pivot", "calendar", "activity"):
            kind = node.tag
        for name in SEEN:
            if not (name in ("sum", "avg", "help") and node.tag not in ("field", "button")):
                self._look_at(node.get(name), place)
        for text in (node.text, *(child.tail for child in node)):
            self._look_at(text, place)
        field = model._fields.get(node.get("name", "")) if node.tag == "field" else None
        if field and node.get("widget") != "handle":
            self._look_at_field(field, node, model, place, kind)
        if field and field.relational:
            model = self.env[field.comodel_name]
        for child in node:
            self._look_at_node(child, model, place, kind)

    def _look_at_field(self, field, node, model, place, kind):
        described = model.fields_get([field.name], ["string", "help", "selection"]).get(field.name, {})
        place = f"{place}, field {model._name}.{field.name}"
        if kind in LABELLED and not node.get("string"):
            self._look_at(described.get("string"), place)
        self._look_at(described.get("help"), place)
        for value, label in described.get("selection", ()) if field.name != "lang" else ():
            # A choice whose label is its value is no word: a time zone, an encoding.
            if label != value:
                self._look_at(label, place)

    def _look_at_records(self):
        """Look at the translatable names of what the addon delivers: stages, channels, kinds, scripts, templates."""
        rows = self.env["ir.model.data"].search([("module", "=", self.chinese_addon), ("model", "not like", "ir.%")])
        for name, same in rows.grouped("model").items():
            model = self.env.get(name)
            if model is None or model._abstract or name in ("res.groups", "res.lang"):
                continue
            texts = [field.name for field in model._fields.values() if field.translate is True and field.store and field.type in ("char", "text")]
            for record in model.browse(same.mapped("res_id")).exists():
                for text in texts:
                    self._look_at(record[text], f"record {name} {record.id}, {text}")

    def _look_at_markup(self, markup, place):
        if markup:
            for text in etree.fromstring(f"<div>{markup}</div>", etree.HTMLParser()).itertext():
                self._look_at(text, place)

    def _look_at(self, text, place):
        """Note a text that has words in Latin letters and no Chinese."""
        text = (text or "").strip()
        if not text or re.search(r"[\u3400-\u9fff]", text):
            return
        words = set(re.findall(r"[A-Za-z][A-Za-z0-9]+", re.sub(r"\S+@\S+|https?://\S+", "", text)))
        if words - LATIN - self.chinese_latin:
            self.english.setdefault(text[:80], place)
