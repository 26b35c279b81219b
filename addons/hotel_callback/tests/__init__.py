from . import test_rule_complaint
from . import test_complaint
