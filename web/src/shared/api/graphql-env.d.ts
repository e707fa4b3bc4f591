/* eslint-disable */
/* prettier-ignore */

export type introspection_types = {
  AuthPayload: {
    kind: 'OBJECT';
    name: 'AuthPayload';
    fields: {
      accessToken: {
        name: 'accessToken';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      };
      expiresIn: {
        name: 'expiresIn';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
      refreshToken: {
        name: 'refreshToken';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      };
      user: {
        name: 'user';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
    };
  };
  Boolean: unknown;
  CloseReason: { name: 'CloseReason'; enumValues: 'BANNED' | 'DELETED' | 'KICKED' | 'LEFT' };
  Conversation: {
    kind: 'OBJECT';
    name: 'Conversation';
    fields: {
      id: { name: 'id'; type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'ID'; ofType: null } } };
      lastReadSeq: {
        name: 'lastReadSeq';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
      messages: {
        name: 'messages';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'MessageConnection'; ofType: null } };
      };
      peer: {
        name: 'peer';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
      unreadCount: {
        name: 'unreadCount';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
    };
  };
  ConversationConnection: {
    kind: 'OBJECT';
    name: 'ConversationConnection';
    fields: {
      edges: {
        name: 'edges';
        type: {
          kind: 'NON_NULL';
          name: never;
          ofType: {
            kind: 'LIST';
            name: never;
            ofType: {
              kind: 'NON_NULL';
              name: never;
              ofType: { kind: 'OBJECT'; name: 'ConversationEdge'; ofType: null };
            };
          };
        };
      };
      pageInfo: {
        name: 'pageInfo';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'PageInfo'; ofType: null } };
      };
    };
  };
  ConversationEdge: {
    kind: 'OBJECT';
    name: 'ConversationEdge';
    fields: {
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      };
      node: {
        name: 'node';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Conversation'; ofType: null } };
      };
    };
  };
  CreateRoomInput: {
    kind: 'INPUT_OBJECT';
    name: 'CreateRoomInput';
    isOneOf: false;
    inputFields: [
      {
        name: 'name';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
      { name: 'posting'; type: { kind: 'ENUM'; name: 'PostingPolicy'; ofType: null }; defaultValue: 'MEMBERS' },
      { name: 'topic'; type: { kind: 'SCALAR'; name: 'String'; ofType: null }; defaultValue: null },
      { name: 'visibility'; type: { kind: 'ENUM'; name: 'RoomVisibility'; ofType: null }; defaultValue: 'PUBLIC' },
    ];
  };
  Cursor: unknown;
  DateTime: unknown;
  DeliveryChanged: {
    kind: 'OBJECT';
    name: 'DeliveryChanged';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      delivery: {
        name: 'delivery';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'ENUM'; name: 'DeliveryStatus'; ofType: null } };
      };
      messageId: {
        name: 'messageId';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'ID'; ofType: null } };
      };
    };
  };
  DeliveryStatus: { name: 'DeliveryStatus'; enumValues: 'DELIVERED' | 'READ' | 'SENT' };
  DirectMessageDeleted: {
    kind: 'OBJECT';
    name: 'DirectMessageDeleted';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      message: {
        name: 'message';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Message'; ofType: null } };
      };
    };
  };
  DirectMessageEdited: {
    kind: 'OBJECT';
    name: 'DirectMessageEdited';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      message: {
        name: 'message';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Message'; ofType: null } };
      };
    };
  };
  DirectMessagePosted: {
    kind: 'OBJECT';
    name: 'DirectMessagePosted';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      message: {
        name: 'message';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Message'; ofType: null } };
      };
    };
  };
  DirectTypingChanged: {
    kind: 'OBJECT';
    name: 'DirectTypingChanged';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      typing: {
        name: 'typing';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Boolean'; ofType: null } };
      };
      user: {
        name: 'user';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
    };
  };
  EditMessageInput: {
    kind: 'INPUT_OBJECT';
    name: 'EditMessageInput';
    isOneOf: false;
    inputFields: [
      {
        name: 'id';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'ID'; ofType: null } };
        defaultValue: null;
      },
      {
        name: 'text';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
    ];
  };
  ID: unknown;
  InboxEvent: {
    kind: 'INTERFACE';
    name: 'InboxEvent';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
    };
    possibleTypes:
      | 'DeliveryChanged'
      | 'DirectMessageDeleted'
      | 'DirectMessageEdited'
      | 'DirectMessagePosted'
      | 'DirectTypingChanged'
      | 'InboxOpened'
      | 'InboxReset'
      | 'InvitedToRoom'
      | 'Mentioned'
      | 'ReadMarkerMoved';
  };
  InboxOpened: {
    kind: 'OBJECT';
    name: 'InboxOpened';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      conversations: {
        name: 'conversations';
        type: {
          kind: 'LIST';
          name: never;
          ofType: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Conversation'; ofType: null } };
        };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      resumed: {
        name: 'resumed';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Boolean'; ofType: null } };
      };
    };
  };
  InboxReset: {
    kind: 'OBJECT';
    name: 'InboxReset';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      reason: {
        name: 'reason';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'ENUM'; name: 'ResetReason'; ofType: null } };
      };
    };
  };
  Int: unknown;
  InvitedToRoom: {
    kind: 'OBJECT';
    name: 'InvitedToRoom';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      by: {
        name: 'by';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      room: {
        name: 'room';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Room'; ofType: null } };
      };
    };
  };
  LeaveReason: { name: 'LeaveReason'; enumValues: 'BANNED' | 'KICKED' | 'LEFT' };
  LoginInput: {
    kind: 'INPUT_OBJECT';
    name: 'LoginInput';
    isOneOf: false;
    inputFields: [
      {
        name: 'password';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
      {
        name: 'username';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
    ];
  };
  MarkReadInput: {
    kind: 'INPUT_OBJECT';
    name: 'MarkReadInput';
    isOneOf: false;
    inputFields: [
      { name: 'conversation'; type: { kind: 'SCALAR'; name: 'String'; ofType: null }; defaultValue: null },
      { name: 'room'; type: { kind: 'SCALAR'; name: 'String'; ofType: null }; defaultValue: null },
      {
        name: 'seq';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
        defaultValue: null;
      },
    ];
  };
  MarkReadPayload: {
    kind: 'OBJECT';
    name: 'MarkReadPayload';
    fields: {
      lastReadSeq: {
        name: 'lastReadSeq';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
      unreadCount: {
        name: 'unreadCount';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
    };
  };
  MemberJoined: {
    kind: 'OBJECT';
    name: 'MemberJoined';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      user: {
        name: 'user';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
    };
  };
  MemberLeft: {
    kind: 'OBJECT';
    name: 'MemberLeft';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      by: { name: 'by'; type: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      reason: {
        name: 'reason';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'ENUM'; name: 'LeaveReason'; ofType: null } };
      };
      user: {
        name: 'user';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
    };
  };
  Membership: {
    kind: 'OBJECT';
    name: 'Membership';
    fields: {
      lastReadSeq: {
        name: 'lastReadSeq';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
      mentionCount: {
        name: 'mentionCount';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
      role: {
        name: 'role';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'ENUM'; name: 'RoomRole'; ofType: null } };
      };
      unreadCount: {
        name: 'unreadCount';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
    };
  };
  Mentioned: {
    kind: 'OBJECT';
    name: 'Mentioned';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      message: {
        name: 'message';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Message'; ofType: null } };
      };
    };
  };
  Message: {
    kind: 'OBJECT';
    name: 'Message';
    fields: {
      author: {
        name: 'author';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
      conversation: { name: 'conversation'; type: { kind: 'OBJECT'; name: 'Conversation'; ofType: null } };
      deletedAt: { name: 'deletedAt'; type: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      delivery: { name: 'delivery'; type: { kind: 'ENUM'; name: 'DeliveryStatus'; ofType: null } };
      editedAt: { name: 'editedAt'; type: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      id: { name: 'id'; type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'ID'; ofType: null } } };
      idempotencyKey: { name: 'idempotencyKey'; type: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      reactions: {
        name: 'reactions';
        type: {
          kind: 'NON_NULL';
          name: never;
          ofType: {
            kind: 'LIST';
            name: never;
            ofType: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Reaction'; ofType: null } };
          };
        };
      };
      replyTo: { name: 'replyTo'; type: { kind: 'OBJECT'; name: 'Message'; ofType: null } };
      room: { name: 'room'; type: { kind: 'OBJECT'; name: 'Room'; ofType: null } };
      sentAt: {
        name: 'sentAt';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      seq: {
        name: 'seq';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
      text: { name: 'text'; type: { kind: 'SCALAR'; name: 'String'; ofType: null } };
    };
  };
  MessageConnection: {
    kind: 'OBJECT';
    name: 'MessageConnection';
    fields: {
      edges: {
        name: 'edges';
        type: {
          kind: 'NON_NULL';
          name: never;
          ofType: {
            kind: 'LIST';
            name: never;
            ofType: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'MessageEdge'; ofType: null } };
          };
        };
      };
      pageInfo: {
        name: 'pageInfo';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'PageInfo'; ofType: null } };
      };
    };
  };
  MessageDeleted: {
    kind: 'OBJECT';
    name: 'MessageDeleted';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      by: {
        name: 'by';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      message: {
        name: 'message';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Message'; ofType: null } };
      };
    };
  };
  MessageEdge: {
    kind: 'OBJECT';
    name: 'MessageEdge';
    fields: {
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      };
      node: {
        name: 'node';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Message'; ofType: null } };
      };
    };
  };
  MessageEdited: {
    kind: 'OBJECT';
    name: 'MessageEdited';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      message: {
        name: 'message';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Message'; ofType: null } };
      };
    };
  };
  MessageInput: {
    kind: 'INPUT_OBJECT';
    name: 'MessageInput';
    isOneOf: false;
    inputFields: [
      {
        name: 'id';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'ID'; ofType: null } };
        defaultValue: null;
      },
    ];
  };
  MessagePayload: {
    kind: 'OBJECT';
    name: 'MessagePayload';
    fields: {
      message: {
        name: 'message';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Message'; ofType: null } };
      };
    };
  };
  MessagePosted: {
    kind: 'OBJECT';
    name: 'MessagePosted';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      message: {
        name: 'message';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Message'; ofType: null } };
      };
    };
  };
  Mutation: {
    kind: 'OBJECT';
    name: 'Mutation';
    fields: {
      addReaction: {
        name: 'addReaction';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'MessagePayload'; ofType: null } };
      };
      banFromRoom: {
        name: 'banFromRoom';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'RoomPayload'; ofType: null } };
      };
      createRoom: {
        name: 'createRoom';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'RoomPayload'; ofType: null } };
      };
      deleteMessage: {
        name: 'deleteMessage';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'MessagePayload'; ofType: null } };
      };
      deleteRoom: {
        name: 'deleteRoom';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Boolean'; ofType: null } };
      };
      editMessage: {
        name: 'editMessage';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'MessagePayload'; ofType: null } };
      };
      inviteToRoom: {
        name: 'inviteToRoom';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'RoomPayload'; ofType: null } };
      };
      joinRoom: {
        name: 'joinRoom';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'RoomPayload'; ofType: null } };
      };
      kickFromRoom: {
        name: 'kickFromRoom';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'RoomPayload'; ofType: null } };
      };
      leaveRoom: {
        name: 'leaveRoom';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'RoomPayload'; ofType: null } };
      };
      login: {
        name: 'login';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'AuthPayload'; ofType: null } };
      };
      logout: {
        name: 'logout';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Boolean'; ofType: null } };
      };
      markRead: {
        name: 'markRead';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'MarkReadPayload'; ofType: null } };
      };
      postMessage: {
        name: 'postMessage';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'MessagePayload'; ofType: null } };
      };
      refreshSession: {
        name: 'refreshSession';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'AuthPayload'; ofType: null } };
      };
      register: {
        name: 'register';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'AuthPayload'; ofType: null } };
      };
      removeReaction: {
        name: 'removeReaction';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'MessagePayload'; ofType: null } };
      };
      sendDirectMessage: {
        name: 'sendDirectMessage';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'MessagePayload'; ofType: null } };
      };
      setRoomRole: {
        name: 'setRoomRole';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'RoomPayload'; ofType: null } };
      };
      setTyping: {
        name: 'setTyping';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Boolean'; ofType: null } };
      };
      unbanFromRoom: {
        name: 'unbanFromRoom';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'RoomPayload'; ofType: null } };
      };
      updateRoom: {
        name: 'updateRoom';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'RoomPayload'; ofType: null } };
      };
    };
  };
  Node: {
    kind: 'INTERFACE';
    name: 'Node';
    fields: {
      id: { name: 'id'; type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'ID'; ofType: null } } };
    };
    possibleTypes: 'Conversation' | 'Message' | 'Room' | 'User';
  };
  OnlineCountChanged: {
    kind: 'OBJECT';
    name: 'OnlineCountChanged';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      onlineCount: {
        name: 'onlineCount';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
    };
  };
  PageInfo: {
    kind: 'OBJECT';
    name: 'PageInfo';
    fields: {
      endCursor: { name: 'endCursor'; type: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      hasNextPage: {
        name: 'hasNextPage';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Boolean'; ofType: null } };
      };
      hasPreviousPage: {
        name: 'hasPreviousPage';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Boolean'; ofType: null } };
      };
      startCursor: { name: 'startCursor'; type: { kind: 'SCALAR'; name: 'String'; ofType: null } };
    };
  };
  PostMessageInput: {
    kind: 'INPUT_OBJECT';
    name: 'PostMessageInput';
    isOneOf: false;
    inputFields: [
      { name: 'idempotencyKey'; type: { kind: 'SCALAR'; name: 'String'; ofType: null }; defaultValue: null },
      { name: 'replyTo'; type: { kind: 'SCALAR'; name: 'ID'; ofType: null }; defaultValue: null },
      {
        name: 'room';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
      {
        name: 'text';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
    ];
  };
  PostingPolicy: { name: 'PostingPolicy'; enumValues: 'MEMBERS' | 'MODERATORS' };
  Query: {
    kind: 'OBJECT';
    name: 'Query';
    fields: {
      conversation: { name: 'conversation'; type: { kind: 'OBJECT'; name: 'Conversation'; ofType: null } };
      conversations: {
        name: 'conversations';
        type: {
          kind: 'NON_NULL';
          name: never;
          ofType: { kind: 'OBJECT'; name: 'ConversationConnection'; ofType: null };
        };
      };
      me: { name: 'me'; type: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      room: { name: 'room'; type: { kind: 'OBJECT'; name: 'Room'; ofType: null } };
      rooms: {
        name: 'rooms';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'RoomConnection'; ofType: null } };
      };
      user: { name: 'user'; type: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      users: {
        name: 'users';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'UserConnection'; ofType: null } };
      };
    };
  };
  Reaction: {
    kind: 'OBJECT';
    name: 'Reaction';
    fields: {
      count: {
        name: 'count';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
      emoji: {
        name: 'emoji';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      };
      users: {
        name: 'users';
        type: {
          kind: 'NON_NULL';
          name: never;
          ofType: {
            kind: 'LIST';
            name: never;
            ofType: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
          };
        };
      };
      viewerReacted: {
        name: 'viewerReacted';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Boolean'; ofType: null } };
      };
    };
  };
  ReactionAdded: {
    kind: 'OBJECT';
    name: 'ReactionAdded';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      emoji: {
        name: 'emoji';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      };
      messageId: {
        name: 'messageId';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'ID'; ofType: null } };
      };
      user: {
        name: 'user';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
    };
  };
  ReactionInput: {
    kind: 'INPUT_OBJECT';
    name: 'ReactionInput';
    isOneOf: false;
    inputFields: [
      {
        name: 'emoji';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
      {
        name: 'id';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'ID'; ofType: null } };
        defaultValue: null;
      },
    ];
  };
  ReactionRemoved: {
    kind: 'OBJECT';
    name: 'ReactionRemoved';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      emoji: {
        name: 'emoji';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      };
      messageId: {
        name: 'messageId';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'ID'; ofType: null } };
      };
      user: {
        name: 'user';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
    };
  };
  ReadMarkerMoved: {
    kind: 'OBJECT';
    name: 'ReadMarkerMoved';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      conversation: { name: 'conversation'; type: { kind: 'OBJECT'; name: 'Conversation'; ofType: null } };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      lastReadSeq: {
        name: 'lastReadSeq';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
      room: { name: 'room'; type: { kind: 'OBJECT'; name: 'Room'; ofType: null } };
      unreadCount: {
        name: 'unreadCount';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
    };
  };
  RegisterInput: {
    kind: 'INPUT_OBJECT';
    name: 'RegisterInput';
    isOneOf: false;
    inputFields: [
      { name: 'displayName'; type: { kind: 'SCALAR'; name: 'String'; ofType: null }; defaultValue: null },
      {
        name: 'password';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
      {
        name: 'username';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
    ];
  };
  ResetReason: { name: 'ResetReason'; enumValues: 'EPOCH_CHANGED' | 'TOO_FAR_BEHIND' };
  Room: {
    kind: 'OBJECT';
    name: 'Room';
    fields: {
      createdAt: {
        name: 'createdAt';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      id: { name: 'id'; type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'ID'; ofType: null } } };
      memberCount: {
        name: 'memberCount';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
      membership: { name: 'membership'; type: { kind: 'OBJECT'; name: 'Membership'; ofType: null } };
      messages: {
        name: 'messages';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'MessageConnection'; ofType: null } };
      };
      name: {
        name: 'name';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      };
      online: {
        name: 'online';
        type: {
          kind: 'NON_NULL';
          name: never;
          ofType: {
            kind: 'LIST';
            name: never;
            ofType: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
          };
        };
      };
      onlineCount: {
        name: 'onlineCount';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
      posting: {
        name: 'posting';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'ENUM'; name: 'PostingPolicy'; ofType: null } };
      };
      topic: { name: 'topic'; type: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      visibility: {
        name: 'visibility';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'ENUM'; name: 'RoomVisibility'; ofType: null } };
      };
    };
  };
  RoomClosed: {
    kind: 'OBJECT';
    name: 'RoomClosed';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      reason: {
        name: 'reason';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'ENUM'; name: 'CloseReason'; ofType: null } };
      };
    };
  };
  RoomConnection: {
    kind: 'OBJECT';
    name: 'RoomConnection';
    fields: {
      edges: {
        name: 'edges';
        type: {
          kind: 'NON_NULL';
          name: never;
          ofType: {
            kind: 'LIST';
            name: never;
            ofType: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'RoomEdge'; ofType: null } };
          };
        };
      };
      pageInfo: {
        name: 'pageInfo';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'PageInfo'; ofType: null } };
      };
    };
  };
  RoomEdge: {
    kind: 'OBJECT';
    name: 'RoomEdge';
    fields: {
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      };
      node: {
        name: 'node';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Room'; ofType: null } };
      };
    };
  };
  RoomEvent: {
    kind: 'INTERFACE';
    name: 'RoomEvent';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
    };
    possibleTypes:
      | 'MemberJoined'
      | 'MemberLeft'
      | 'MessageDeleted'
      | 'MessageEdited'
      | 'MessagePosted'
      | 'OnlineCountChanged'
      | 'ReactionAdded'
      | 'ReactionRemoved'
      | 'RoomClosed'
      | 'RoomOpened'
      | 'RoomReset'
      | 'RoomUpdated'
      | 'TypingChanged'
      | 'UserOffline'
      | 'UserOnline';
  };
  RoomInput: {
    kind: 'INPUT_OBJECT';
    name: 'RoomInput';
    isOneOf: false;
    inputFields: [
      {
        name: 'room';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
    ];
  };
  RoomListEvent: {
    kind: 'INTERFACE';
    name: 'RoomListEvent';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
    };
    possibleTypes: 'RoomListed' | 'RoomUnlisted';
  };
  RoomListed: {
    kind: 'OBJECT';
    name: 'RoomListed';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      room: {
        name: 'room';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Room'; ofType: null } };
      };
    };
  };
  RoomOpened: {
    kind: 'OBJECT';
    name: 'RoomOpened';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      messages: {
        name: 'messages';
        type: {
          kind: 'LIST';
          name: never;
          ofType: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Message'; ofType: null } };
        };
      };
      online: {
        name: 'online';
        type: {
          kind: 'NON_NULL';
          name: never;
          ofType: {
            kind: 'LIST';
            name: never;
            ofType: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
          };
        };
      };
      resumed: {
        name: 'resumed';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Boolean'; ofType: null } };
      };
      room: {
        name: 'room';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Room'; ofType: null } };
      };
    };
  };
  RoomOrder: { name: 'RoomOrder'; enumValues: 'ACTIVITY' | 'NAME' | 'ONLINE' };
  RoomPayload: {
    kind: 'OBJECT';
    name: 'RoomPayload';
    fields: {
      room: {
        name: 'room';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Room'; ofType: null } };
      };
    };
  };
  RoomReset: {
    kind: 'OBJECT';
    name: 'RoomReset';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      reason: {
        name: 'reason';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'ENUM'; name: 'ResetReason'; ofType: null } };
      };
    };
  };
  RoomRole: { name: 'RoomRole'; enumValues: 'MEMBER' | 'MODERATOR' | 'OWNER' };
  RoomUnlisted: {
    kind: 'OBJECT';
    name: 'RoomUnlisted';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      roomId: {
        name: 'roomId';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'ID'; ofType: null } };
      };
    };
  };
  RoomUpdated: {
    kind: 'OBJECT';
    name: 'RoomUpdated';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      room: {
        name: 'room';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'Room'; ofType: null } };
      };
    };
  };
  RoomUserInput: {
    kind: 'INPUT_OBJECT';
    name: 'RoomUserInput';
    isOneOf: false;
    inputFields: [
      { name: 'reason'; type: { kind: 'SCALAR'; name: 'String'; ofType: null }; defaultValue: null },
      {
        name: 'room';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
      {
        name: 'username';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
    ];
  };
  RoomVisibility: { name: 'RoomVisibility'; enumValues: 'PRIVATE' | 'PUBLIC' };
  SendDirectMessageInput: {
    kind: 'INPUT_OBJECT';
    name: 'SendDirectMessageInput';
    isOneOf: false;
    inputFields: [
      { name: 'idempotencyKey'; type: { kind: 'SCALAR'; name: 'String'; ofType: null }; defaultValue: null },
      { name: 'replyTo'; type: { kind: 'SCALAR'; name: 'ID'; ofType: null }; defaultValue: null },
      {
        name: 'text';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
      {
        name: 'to';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
    ];
  };
  ServerRole: { name: 'ServerRole'; enumValues: 'ADMIN' | 'MEMBER' };
  SetRoomRoleInput: {
    kind: 'INPUT_OBJECT';
    name: 'SetRoomRoleInput';
    isOneOf: false;
    inputFields: [
      {
        name: 'role';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'ENUM'; name: 'RoomRole'; ofType: null } };
        defaultValue: null;
      },
      {
        name: 'room';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
      {
        name: 'username';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
    ];
  };
  SetTypingInput: {
    kind: 'INPUT_OBJECT';
    name: 'SetTypingInput';
    isOneOf: false;
    inputFields: [
      { name: 'conversation'; type: { kind: 'SCALAR'; name: 'String'; ofType: null }; defaultValue: null },
      { name: 'room'; type: { kind: 'SCALAR'; name: 'String'; ofType: null }; defaultValue: null },
      {
        name: 'typing';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Boolean'; ofType: null } };
        defaultValue: null;
      },
    ];
  };
  String: unknown;
  Subscription: {
    kind: 'OBJECT';
    name: 'Subscription';
    fields: {
      inboxEvents: {
        name: 'inboxEvents';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'INTERFACE'; name: 'InboxEvent'; ofType: null } };
      };
      roomEvents: {
        name: 'roomEvents';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'INTERFACE'; name: 'RoomEvent'; ofType: null } };
      };
      roomListEvents: {
        name: 'roomListEvents';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'INTERFACE'; name: 'RoomListEvent'; ofType: null } };
      };
    };
  };
  TypingChanged: {
    kind: 'OBJECT';
    name: 'TypingChanged';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      users: {
        name: 'users';
        type: {
          kind: 'NON_NULL';
          name: never;
          ofType: {
            kind: 'LIST';
            name: never;
            ofType: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
          };
        };
      };
    };
  };
  UpdateRoomInput: {
    kind: 'INPUT_OBJECT';
    name: 'UpdateRoomInput';
    isOneOf: false;
    inputFields: [
      { name: 'posting'; type: { kind: 'ENUM'; name: 'PostingPolicy'; ofType: null }; defaultValue: null },
      {
        name: 'room';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
        defaultValue: null;
      },
      { name: 'topic'; type: { kind: 'SCALAR'; name: 'String'; ofType: null }; defaultValue: null },
      { name: 'visibility'; type: { kind: 'ENUM'; name: 'RoomVisibility'; ofType: null }; defaultValue: null },
    ];
  };
  User: {
    kind: 'OBJECT';
    name: 'User';
    fields: {
      createdAt: {
        name: 'createdAt';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      displayName: {
        name: 'displayName';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      };
      id: { name: 'id'; type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'ID'; ofType: null } } };
      lastSeenAt: { name: 'lastSeenAt'; type: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      online: {
        name: 'online';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Boolean'; ofType: null } };
      };
      role: {
        name: 'role';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'ENUM'; name: 'ServerRole'; ofType: null } };
      };
      username: {
        name: 'username';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      };
    };
  };
  UserConnection: {
    kind: 'OBJECT';
    name: 'UserConnection';
    fields: {
      edges: {
        name: 'edges';
        type: {
          kind: 'NON_NULL';
          name: never;
          ofType: {
            kind: 'LIST';
            name: never;
            ofType: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'UserEdge'; ofType: null } };
          };
        };
      };
      pageInfo: {
        name: 'pageInfo';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'PageInfo'; ofType: null } };
      };
    };
  };
  UserEdge: {
    kind: 'OBJECT';
    name: 'UserEdge';
    fields: {
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'String'; ofType: null } };
      };
      node: {
        name: 'node';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
    };
  };
  UserOffline: {
    kind: 'OBJECT';
    name: 'UserOffline';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      onlineCount: {
        name: 'onlineCount';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
      user: {
        name: 'user';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
    };
  };
  UserOnline: {
    kind: 'OBJECT';
    name: 'UserOnline';
    fields: {
      at: {
        name: 'at';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'DateTime'; ofType: null } };
      };
      cursor: {
        name: 'cursor';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Cursor'; ofType: null } };
      };
      onlineCount: {
        name: 'onlineCount';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'SCALAR'; name: 'Int'; ofType: null } };
      };
      user: {
        name: 'user';
        type: { kind: 'NON_NULL'; name: never; ofType: { kind: 'OBJECT'; name: 'User'; ofType: null } };
      };
    };
  };
};

/** An IntrospectionQuery representation of your schema.
 *
 * @remarks
 * This is an introspection of your schema saved as a file by GraphQLSP.
 * It will automatically be used by `gql.tada` to infer the types of your GraphQL documents.
 * If you need to reuse this data or update your `scalars`, update `tadaOutputLocation` to
 * instead save to a .ts instead of a .d.ts file.
 */
export type introspection = {
  name: never;
  query: 'Query';
  mutation: 'Mutation';
  subscription: 'Subscription';
  types: introspection_types;
};
