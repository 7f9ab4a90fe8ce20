            ("xa", _("Extended away")),
        ]
    LISTENERS = {
        "avatar",
    NOTIFY_ALL = (NOTIFY_MESSAGE, NOTIFY_MENTION, NOTIFY_PROGRESS_END, NOTIFY_GENERIC)