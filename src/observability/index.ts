export * from './alarm-target';
export * from './bank-observability';
export * from './chat-channel';
export * from './finding-severity';
export * from './maintenance-window';
export * from './runbook';
export * from './scanner-findings';
export * from './uptime-check';
