"""What the reports say and show: a room for each report; pages and plots for all of them."""
