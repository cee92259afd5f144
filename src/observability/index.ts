export * from './alarm-target';
export * from './bank-observability';
export * from './chat-channel';
export * from './maintenance-window';
export * from './runbook';
export * from './uptime-check';
