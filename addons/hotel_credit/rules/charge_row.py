"""One request on its way through the checks."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .charge_reasons import AgreementFacts, SignerFacts
from .charge_values import ChargeRequest


@dataclass(slots=True)
class OutletFacts:
    """An outlet as the till needs it; `open_day` is its business date now."""

    id: int
    code: str
    company_id: int
    trusted_signatures: bool
    open_day: date
    decimals: int
    may_use: bool


@dataclass(slots=True)
class GuarantorFacts:
    """D2: a guarantor's approval that a charge names."""

    id: int
    name: str


@dataclass(slots=True)
class Counter:
    """The month's counter of a firm; `id` is None while there is no row yet."""

    id: int
    unlimited: bool
    limit: Decimal
    used: Decimal
    agreement_id: int = None
    agreement_start: date = None

    @property
    def remaining(self):
        """Return what is left of the month's limit; None without a limit."""
        return None if self.unlimited else self.limit - self.used


@dataclass(slots=True)
class ChargeRow:
    """A request, what is known about it, and the verdict."""

    request: ChargeRequest
    faults: list = field(default_factory=list)
    #: the file that the row comes from
    import_id: int = None
    outlet: OutletFacts = None
    day: date = None
    partner_id: int = None
    agreement: AgreementFacts = None
    agreement_of_other_customer: bool = False
    signer: SignerFacts = None
    guarantor: GuarantorFacts = None
    guarantor_problems: list = None
    overdue: Decimal = Decimal(0)
    #: [(code, {params of the message})]; a warning does not refuse
    reasons: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    counter: Counter = None
    #: the limit and what is left of it after this row; None without a limit
    remaining: Decimal = None
    limit: Decimal = None
    charge: dict = None
    repeated: bool = False
    conflict: bool = False

    @property
    def passes(self):
        """Return whether nothing speaks against the charge so far."""
        return not (self.faults or self.reasons or self.conflict or self.charge)

    @property
    def key(self):
        """Return the key of the month's counter: company, firm, currency, first day of the month."""
        if not self.agreement or not self.day:
            return None
        return self.agreement.company_id, self.agreement.firm_id, self.agreement.currency_id, self.day.replace(day=1)

    @property
    def reference(self):
        """Return (outlet, external reference), or None when the caller gave no reference."""
        return (self.outlet.id, self.request.external_ref) if self.outlet and self.request.external_ref else None
