import { JsonSchema, JsonSchemaType } from 'aws-cdk-lib/aws-apigateway';

const { OBJECT, ARRAY, STRING, INTEGER, NUMBER } = JsonSchemaType;
const KEY = { type: STRING, minLength: 1, maxLength: 64, pattern: '^[\\w.:-]+$' };
const QUANTITY = { type: INTEGER, minimum: 1, maximum: 100_000 };

/** `kind` is what the worker goes by, and one value for each route. */
function message(kind: string, properties: Record<string, JsonSchema>): JsonSchema {
  const all = { kind: { type: STRING, enum: [kind] }, ...properties };
  return { type: OBJECT, properties: all, required: Object.keys(all), additionalProperties: false };
}

const ITEMS = {
  ...{ type: ARRAY, minItems: 1, maxItems: 200 },
  items: {
    ...{ type: OBJECT, required: ['sku', 'quantity'], additionalProperties: false },
    properties: { sku: KEY, quantity: QUANTITY },
  },
};

/** A sale in a store, as POS sends it: `orderId` is the partner's, and `cardToken` that of the payment gateway, or empty for cash. */
export const ORDER = message('order', {
  orderId: KEY,
  items: ITEMS,
  cardToken: { type: STRING, maxLength: 128 },
});

/** Goods that a supplier delivers, by EDI. */
export const DELIVERY = message('delivery', { deliveryId: KEY, items: ITEMS });

/** What the payment gateway says of an order of the shop. */
export const PAYMENT = message('payment', {
  ...{ paymentId: KEY, orderId: KEY, amount: { type: NUMBER, minimum: 0 } },
  status: { type: STRING, enum: ['captured', 'refused', 'refunded'] },
});
