from . import test_approval_course
from . import test_hotel_clock
from . import test_rule_business_day
from . import test_rule_workdays
from . import test_hotel_handover
from . import test_rule_handover
