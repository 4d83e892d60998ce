/** An error as the server gives it: with its code and the code's name (error_codes.yml of the server). */
export class MongoError extends Error {
  constructor(code, codeName, message, extra = {}) {
    super(message);
    Object.assign(this, { code, codeName, extra });
  }

  reply = () => ({ ok: 0, errmsg: this.message, code: this.code, codeName: this.codeName, ...this.extra });

  writeError = (index) => ({ index, code: this.code, errmsg: this.message, ...this.extra });
}

export const badValue = (message) => new MongoError(2, 'BadValue', message);

export const duplicateKey = (namespace, index, keyValue) => new MongoError(
  11000, 'DuplicateKey', `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${JSON.stringify(keyValue)}`,
  { keyPattern: index.key, keyValue });
