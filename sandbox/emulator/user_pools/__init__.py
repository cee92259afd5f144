"""What the user pools of MiniStack lack: sign-in with a choice of factors, and refresh tokens that rotate."""
