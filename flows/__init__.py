"""When it runs. Prefect lives here; no rules, no pandas, no templates."""
