from . import hotel_callback_date
from . import hotel_credit_agreement
from . import account_move
from . import hotel_customer_class_proposal
from . import res_partner
