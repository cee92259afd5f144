export * from './edge-certificate';
export * from './edge-firewall';
export * from './firewall-mode';
export * from './firewall-scope';
