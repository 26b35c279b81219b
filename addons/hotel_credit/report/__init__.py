from . import hotel_agreement_xlsx
from . import hotel_statement_xlsx
from . import hotel_statement_list_xlsx
from . import hotel_charge_xlsx
from . import hotel_dunning_xlsx
from . import hotel_guarantee_xlsx
from . import hotel_payroll_hold_xlsx
from . import hotel_ageing_xlsx
