"""Which constraints and indexes our models declare and the database has not: Odoo only logs one that it cannot make."""

from odoo.orm.table_objects import Constraint

DEFINED = """
    SELECT conname FROM pg_constraint WHERE connamespace = current_schema::regnamespace
    UNION
    SELECT indexname FROM pg_indexes WHERE schemaname = current_schema
"""


def main(env, addons):
    """The full names of those that are missing, for table objects that one of the addons declares."""
    env.cr.execute(DEFINED)
    defined = {name for (name,) in env.cr.fetchall()}
    return sorted(
        f"{name} ({'constraint' if isinstance(table_object, Constraint) else 'index'} of {model._name})"
        for model in env.values()
        if model._auto and not model._abstract
        for table_object in model._table_objects.values()
        if table_object._module in addons
        and (name := table_object.full_name(model)) not in defined
        and table_object.get_definition(env.registry)
    )
