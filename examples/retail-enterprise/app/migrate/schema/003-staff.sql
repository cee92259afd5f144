CREATE TABLE IF NOT EXISTS staff (
  id int PRIMARY KEY AUTO_INCREMENT,
  email varchar(200) NOT NULL UNIQUE,
  role enum('viewer', 'staff', 'manager', 'admin') NOT NULL,
  password_hash varchar(200) NOT NULL
);
CREATE TABLE IF NOT EXISTS audit_log (
  id bigint PRIMARY KEY AUTO_INCREMENT,
  actor varchar(200) NOT NULL,
  action varchar(40) NOT NULL,
  detail varchar(400) NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);
