# reception of visitors
from . import test_rule_visit
from . import test_visit
from . import test_visit_itinerary
from . import test_visitor
from . import test_access_rights
from . import test_tour_reception
from . import test_reception_report
