"""What XML data cannot say of the demo's houses: their Chinese names."""

CHINESE = {
    "department_executive": "总经理办公室",
    "department_sales": "营销部",
    "department_finance": "财务部",
    "department_hr": "人力资源部",
    "department_fb": "餐饮部",
    "department_rooms": "客房部",
    "department_front": "前厅部",
    "outlet_front": "总台",
    "outlet_restaurant": "金鼎餐厅",
    "outlet_bar": "大堂吧",
    "outlet_banquet": "宴会厅",
    "outlet_pos": "水疗中心（收银系统接口）",
    "outlet_front_oldtown": "总台",
    "outlet_restaurant_oldtown": "秦淮餐厅",
}


def tell(env):
    """Give departments and outlets their Chinese names."""
    for name, chinese in CHINESE.items():
        env.ref(f"hotel_base.{name}").with_context(lang="zh_CN").name = chinese
