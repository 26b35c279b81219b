"""H10: the columns of a guest list and what is wrong in its rows. Values in, verdict out."""

from collections import namedtuple

from . import guest_contact

#: What a row may hold, and what its column may be called (in any case).
COLUMNS = {
    "name": ("name", "guest", "guest name", "full name", "姓名", "嘉宾", "嘉宾姓名", "来宾姓名", "客人姓名"),
    "firm": ("firm", "company", "company name", "organisation", "organization", "单位", "公司", "单位名称", "公司名称"),
    "title": ("title", "position", "job", "职务", "职位", "称谓"),
    "phone": ("phone", "mobile", "telephone", "phone number", "手机", "手机号", "电话", "联系电话", "手机号码"),
    "email": ("email", "e-mail", "mail", "邮箱", "电子邮件", "电子邮箱"),
    "companions": ("companions", "number of companions", "随行人数", "随行", "陪同人数"),
    "diet": ("diet", "dietary wishes", "饮食要求", "饮食", "忌口"),
    "table": ("table", "桌号", "桌位", "餐桌"),
    "language": ("language", "lang", "语言"),
}
#: The order of the columns of a list that has no header.
DEFAULT_ORDER = ("name", "firm", "phone", "email")
LANGUAGES = {
    "en": "en_US", "en_us": "en_US", "english": "en_US", "英文": "en_US", "英语": "en_US",
    "zh": "zh_CN", "zh_cn": "zh_CN", "chinese": "zh_CN", "中文": "zh_CN", "汉语": "zh_CN",
}  # fmt: skip
#: Characters that a cell may have; more belongs to no guest list.
MOST_CHARACTERS = {"name": 80, "firm": 120, "title": 80, "phone": 40, "email": 254, "diet": 200, "table": 60}

#: A fault of a row: line in the file, column, what stands there, why not, what the words need.
Fault = namedtuple("Fault", "line column value code params")
#: What is known of the event: {phone: guest}, {email: guest}, {(name, firm): guest}, {table in lower case: id}, {id: free seats}.
Known = namedtuple("Known", "phones emails persons tables free")


def find_columns(header):
    """Return ({column: index}, names of unknown columns) of a header; without a name column it is no header: ({}, [])."""
    meanings = {alias: column for column, aliases in COLUMNS.items() for alias in aliases}
    found, unknown = {}, []
    for index, text in enumerate(header):
        # Our own template writes both languages: "Name / 姓名".
        words = [word.strip(" *").casefold() for word in str(text or "").split("/")]
        column = next((meanings[word] for word in words if word in meanings), None)
        if column:
            found.setdefault(column, index)
        elif str(text or "").strip():
            unknown.append(str(text).strip())
    return (found, unknown) if "name" in found else ({}, [])


def check(rows, known, phone=guest_contact.phone, most_companions=9):
    """Judge the rows of a guest list.

    :param rows: iterable of (line, {column: text})
    :param Known known: who is invited already, and the event's tables
    :param phone: what brings a phone number to E.164, or returns None
    :return: (guests, faults): guests as (line, {column: value}) of the rows without fault, with `phone_key` and `email_key`;
        every fault of every other row
    """
    guests, faults = [], []
    seen = Known({}, {}, {}, known.tables, dict(known.free))
    for line, row in rows:
        values, wrong = _check_row(line, row, known.tables, phone, most_companions)
        wrong += _find_twins(line, row, values, seen, known)
        if not wrong and values.get("table"):
            seen.free[values["table"]] -= 1 + values["companions"]
            if seen.free[values["table"]] < 0:
                seen.free[values["table"]] += 1 + values["companions"]
                wrong.append(Fault(line, "table", row["table"], "full", {}))
        # A faulty row is seen, too: once it is corrected, its twin further down would still be one.
        _remember(seen, values, line)
        faults += wrong
        if not wrong:
            guests.append((line, values))
    return guests, faults


def _check_row(line, row, tables, phone, most_companions):
    values, wrong = dict(row), []

    def fault(column, code, **params):
        wrong.append(Fault(line, column, row.get(column, ""), code, params))

    for column, most in MOST_CHARACTERS.items():
        if len(row.get(column) or "") > most:
            fault(column, "long", most=most)
    if not row.get("name"):
        fault("name", "name_missing")
    values["phone_key"] = phone(row["phone"]) if row.get("phone") else None
    if row.get("phone") and not values["phone_key"]:
        fault("phone", "phone")
    values["email_key"] = guest_contact.email(row["email"]) if row.get("email") else None
    if row.get("email") and not values["email_key"]:
        fault("email", "email")
    text = row.get("companions") or "0"
    if text.isascii() and text.isdecimal() and int(text[:9]) <= most_companions:
        values["companions"] = int(text)
    else:
        fault("companions", "companions", most=most_companions)
    if row.get("table"):
        values["table"] = tables.get(row["table"].casefold())
        if not values["table"]:
            fault("table", "table")
    if row.get("language"):
        values["language"] = LANGUAGES.get(row["language"].casefold())
        if not values["language"]:
            fault("language", "language")
    return values, wrong


def _find_twins(line, row, values, seen, known):
    """Return the faults of a guest who stands in the list or is invited already; one is enough to know."""
    keys = (
        ("phone", values["phone_key"], "phones"),
        ("email", values["email_key"], "emails"),
        ("name", guest_contact.person(row.get("name"), row.get("firm")) if row.get("name") else None, "persons"),
    )
    for column, key, place in keys:
        if key and key in getattr(known, place):
            return [Fault(line, column, row.get(column, ""), "invited", {"guest": getattr(known, place)[key]})]
        if key and key in getattr(seen, place):
            return [Fault(line, column, row.get(column, ""), "twice", {"line": getattr(seen, place)[key]})]
    return []


def _remember(seen, values, line):
    for key, place in ((values["phone_key"], seen.phones), (values["email_key"], seen.emails)):
        if key:
            place.setdefault(key, line)
    if values.get("name"):
        seen.persons.setdefault(guest_contact.person(values["name"], values.get("firm")), line)
