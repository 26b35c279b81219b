from . import controllers, models, report, wizards
from .tools import machine_guard

machine_guard.install()
