from . import account_payment_register
from . import hotel_charge_period
from . import hotel_charge_void
from . import hotel_credit_reason
from . import hotel_credit_send_back
from . import hotel_machine_key
from . import hotel_shortfall_decline
from . import hotel_ageing_paper
