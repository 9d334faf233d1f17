print("icws")
