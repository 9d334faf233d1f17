int ic0_placeholder;
