from . import event_sheet_xlsx
from . import hotel_guest_list_xlsx
from . import hotel_event_figure_xlsx
from . import event_budget_xlsx
from . import event_draw_xlsx
from . import event_invitation_xlsx
from . import event_material_xlsx
from . import event_work_xlsx
