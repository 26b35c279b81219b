"""Which of the customer's papers are missing or no good (A2, A3): values in, verdict out."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Needed:
    """A paper that the list asks for.

    :param kind: key of the kind of paper
    :param replaced_by: keys of the kinds that do instead, e.g. the licence with a unified social credit code
    """

    kind: int
    replaced_by: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Paper:
    """A paper that was handed in.

    :param expires_on: last day on which the paper is valid, None = no end
    :param code_ok: False when its kind carries a unified social credit code and that is blank or wrong
    """

    kind: int
    has_file: bool = True
    sealed: bool = True
    expires_on: date | None = None
    code_ok: bool = True


def faults(paper, today, seal_needed=True):
    """A3: return what is wrong with one paper as a tuple of no_file, unsealed, expired, code_wrong (empty = good).

    The last day of validity itself is good.
    """
    found = []
    if not paper.has_file:
        found.append("no_file")
    if seal_needed and not paper.sealed:
        found.append("unsealed")
    if paper.expires_on and paper.expires_on < today:
        found.append("expired")
    if not paper.code_ok:
        found.append("code_wrong")
    return tuple(found)


def document_problems(needed, papers, today, seal_needed=True):
    """A2, A3: return each paper asked for that is not there in a good copy, as (kind, fault) pairs without repeats.

    A kind counts as there when one good paper of it, or of a kind that replaces it, was handed in. Of several bad
    ones the one with the fewest faults is named: it is the one to put right.

    :param needed: list of Needed
    :param papers: list of Paper
    :return: list of (kind, fault) where fault is missing or one of those of `faults`
    """
    problems = []
    for need in needed:
        candidates = [paper for paper in papers if paper.kind == need.kind or paper.kind in need.replaced_by]
        if not candidates:
            problems.append((need.kind, "missing"))
            continue
        best = min(candidates, key=lambda paper: (len(faults(paper, today, seal_needed)), paper.kind != need.kind))
        problems += [(best.kind, fault) for fault in faults(best, today, seal_needed)]
    return list(dict.fromkeys(problems))
