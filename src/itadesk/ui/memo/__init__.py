"""The tab บันทึกข้อความ: the year's memos, the chosen one to write in, its pages as printed."""
