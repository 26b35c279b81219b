from . import models, controllers, report, wizards
