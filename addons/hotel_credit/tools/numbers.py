"""Many numbers of one sequence at once."""

from odoo.tools import SQL


def take_numbers(env, xmlid, count, day):
    """Return `count` numbers of the sequence without gaps: they go back with the transaction when it fails.

    The sequence's row stays locked until then, so this is for batches, of which one runs at a time.

    :param xmlid: of an `ir.sequence` of the implementation "no_gap"
    :param day: date that %(year)s and the like in the prefix stand for
    """
    sequence = env.ref(xmlid).sudo().with_context(ir_sequence_date=day)
    sequence.flush_recordset(["number_next"])
    [[first]] = env.execute_query(
        SQL(
            "UPDATE ir_sequence SET number_next = number_next + %s WHERE id = %s RETURNING number_next - %s",
            count * sequence.number_increment,
            sequence.id,
            count * sequence.number_increment,
        )
    )
    sequence.invalidate_recordset(["number_next"])
    return [sequence.get_next_char(first + number * sequence.number_increment) for number in range(count)]
