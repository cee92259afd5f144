/** Account id of AWS. */
export const ACCOUNT_ID = /^\d{12}$/;

/** Region of any partition, such as `us-east-1`, `us-gov-west-1` or `eusc-de-east-1`. */
export const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d$/;
