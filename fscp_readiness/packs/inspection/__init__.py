"""What is handed over when Ofsted calls."""
