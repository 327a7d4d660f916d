"""府检联动: the platform. Its law is data under law/; its rooms are the packages below."""
